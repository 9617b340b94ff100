#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Installs the release beside it, on a Debian 12 (or newer) with nothing else on it, without a network.
#
#     ./install.sh [--root DIR]
#
# It checks the sums; makes the account and its folders; puts the program to /opt/shangliang/VERSION and turns the link
# /opt/shangliang/current to it; and puts the unit and, where there are none yet, the settings in their places. Older
# versions stay, to go back to. It starts and stops nothing, and may be run again. With --root everything goes below DIR,
# as somebody's own files: no account is made and nobody is asked for root.
set -eu

root=
if [ $# -eq 2 ] && [ "$1" = --root ] && [ -n "$2" ]; then
    case $2 in
        /*) root=$2 ;;
        *) root=$PWD/$2 ;;
    esac
elif [ $# -ne 0 ]; then
    echo "usage: $0 [--root DIR]" >&2
    exit 64
fi

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$here"
if [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then
    echo "$0: to be run as root" >&2
    exit 77
fi

# Nothing is touched unless all of the release is as it was made: nothing changed, nothing missing, nothing beside it.
if ! sha256sum --check --strict --quiet SHA256SUMS; then
    echo "$0: the release is not as it was made; nothing was installed" >&2
    exit 65
fi
listed=$(mktemp)
trap 'rm -f "$listed"' EXIT
sed 's/^[0-9a-f]*  //' SHA256SUMS | LC_ALL=C sort >"$listed"
if ! find . -type f ! -path ./SHA256SUMS -printf '%P\n' | LC_ALL=C sort | cmp -s - "$listed"; then
    echo "$0: there are files that the release's sums do not name; nothing was installed" >&2
    exit 65
fi

version=$(cat VERSION)
programs=$root/opt/shangliang

if [ -z "$root" ] && ! getent passwd shangliang >/dev/null; then
    useradd --system --user-group --home-dir /var/lib/shangliang --no-create-home --shell /usr/sbin/nologin shangliang
fi
# folder MODE PATH: a folder of the account's own.
folder() {
    mkdir -p "$2"
    chmod "$1" "$2"
    if [ -z "$root" ]; then chown shangliang:shangliang "$2"; fi
}
folder 700 "$root/var/lib/shangliang"
folder 700 "$root/var/backups/shangliang"

# Beside its place first, so that a version is there whole or not at all.
mkdir -p "$programs"
rm -rf "$programs/.new"
mkdir "$programs/.new"
cp -R bin lib libexec licenses share VERSION LIBRARIES LICENSE "$programs/.new/"
chmod -R u=rwX,go=rX "$programs/.new"
if [ -z "$root" ]; then chown -R root:root "$programs/.new"; fi
if [ -e "$programs/$version" ]; then
    # A server that runs goes on with the files that it has open.
    rm -rf "$programs/.old"
    mv "$programs/$version" "$programs/.old"
fi
mv "$programs/.new" "$programs/$version"
rm -rf "$programs/.old"
before=$(readlink "$programs/current" 2>/dev/null || true)
ln -sfn "$version" "$programs/current.new"
mv -T "$programs/current.new" "$programs/current"
mkdir -p "$root/usr/local/bin"
ln -sfn /opt/shangliang/current/bin/shangliang "$root/usr/local/bin/shangliang"

mkdir -p "$root/etc/systemd/system" "$root/etc/shangliang"
install -m 644 share/shangliang.service "$root/etc/systemd/system/shangliang.service"
if [ ! -e "$root/etc/shangliang/settings.json" ]; then
    # Passwords of gateways may be written into it later.
    install -m 640 share/settings.json "$root/etc/shangliang/settings.json"
    if [ -z "$root" ]; then chown root:shangliang "$root/etc/shangliang/settings.json"; fi
fi
if [ -z "$root" ] && [ -d /run/systemd/system ]; then systemctl daemon-reload; fi

echo "Shangliang $version is in /opt/shangliang/$version."
if [ -n "$before" ] && [ "$before" != "$version" ]; then
    echo "Before it was $before, which stays: docs/operations.md says how to go back."
    echo "Next: systemctl restart shangliang"
else
    echo "Next: write your address into /etc/shangliang/settings.json, then: systemctl enable --now shangliang"
fi
if [ -z "$root" ] && [ ! -e /etc/ssl/certs/ca-certificates.crt ]; then
    echo "For mail and SMS the package ca-certificates is needed as well."
fi
