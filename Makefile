# SPDX-License-Identifier: Apache-2.0
#
# What is longer than three lines lives in Scripts/. Each purpose has a scratch folder of its own, so that building for
# one does not rebuild for the other: .build for tests, with what they may look into, .build-release for what is released.

.DEFAULT_GOAL := help
.PHONY: help run test test-long bench bench-live release format

help: ## say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing, build, load the demo county, serve it on http://127.0.0.1:8080 (PORT=… for another)
	@Scripts/setup run
	swift build -c release --product shangliang --scratch-path .build-release
	@Scripts/run

test: ## everything that must hold, in at most 25 minutes: format, tests on both databases, browser, faults
	@Scripts/test

test-long: ## the same with the full counts of faults and random walks; notes the result in docs/measurements.md
	@SHANGLIANG_LONG=1 Scripts/test

bench: ## measure, and compare with a bare route of the same framework
	@Scripts/setup bench
	swift build -c release --product shangliang --scratch-path .build-release
	swift build -c release --product benchmarks --scratch-path .build-release
	@Scripts/with-postgres env SHANGLIANG=.build-release/release/shangliang \
		BENCHMARKS=.build-release/release/benchmarks python3 Benchmarks/measure.py

bench-live: ## measure what thousands watch: the hub beside nginx's nchan, then the program with votes and comments
	@Scripts/setup bench-live
	swift build -c release --product shangliang --scratch-path .build-release
	swift build -c release --product benchmarks --scratch-path .build-release
	swift build -c release --product stream-bench --scratch-path .build-release
	swift build -c release --product stream-viewers --scratch-path .build-release
	@STREAM_BENCH=.build-release/release/stream-bench STREAM_VIEWERS=.build-release/release/stream-viewers \
		python3 Benchmarks/live.py
	@SHANGLIANG=.build-release/release/shangliang BENCHMARKS=.build-release/release/benchmarks \
		STREAM_VIEWERS=.build-release/release/stream-viewers python3 Benchmarks/votes.py

release: ## the package for machines without a network: program, libraries, checksums, install.sh; to build/
	@Scripts/setup release
	@Scripts/release

format: ## lay out all Swift code
	swift format --in-place --recursive Sources Tests Plugins Benchmarks Package.swift
