# SPDX-License-Identifier: Apache-2.0
#
# typeset.py FOLDER BYTES SECONDS: lays out one document. FOLDER holds the package typst and the fonts; BYTES and SECONDS
# bound the memory and the time of the processor. Template and data come as JSON on standard input, the PDF goes to
# standard output; with status 3 standard error says why there is none.
import os
import resource
import sys

# Whoever started this may have connections open; they are none of ours.
os.closerange(3, resource.getrlimit(resource.RLIMIT_NOFILE)[0])

folder, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
for kind, limit in (
    (resource.RLIMIT_AS, memory),
    (resource.RLIMIT_CPU, seconds),
    (resource.RLIMIT_FSIZE, 64 << 20),
    (resource.RLIMIT_CORE, 0),
):
    resource.setrlimit(kind, (limit, limit))

import json

sys.path.insert(0, folder)
import typst

request = json.load(sys.stdin.buffer)
fonts = os.path.join(folder, "fonts")
# Names of people need characters that FandolFang lacks; Debian's fonts-noto-cjk has them.
folders = [each for each in (fonts, "/usr/share/fonts/opentype/noto") if os.path.isdir(each)]
try:
    pdf, warnings = typst.compile_with_warnings(
        request["template"].encode(),
        root=fonts,
        font_paths=folders,
        ignore_system_fonts=True,
        sys_inputs={"data": request["data"]},
        pdf_standards=["a-2b"],
        timestamp=request["timestamp"],
    )
except typst.TypstError as error:
    sys.stderr.write(str(error.diagnostic))
    sys.exit(3)
# A font that an office might have put there is rightly missing; anything else may mean a page that is wrong.
serious = [str(warning) for warning in warnings if "unknown font family" not in str(warning)]
if serious:
    sys.stderr.write("\n".join(serious))
    sys.exit(3)
sys.stdout.buffer.write(pdf)
