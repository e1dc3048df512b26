#!/bin/sh
# Installs what is missing, builds Banxin and runs every test, first under the address and
# undefined-behaviour sanitizers; ctest's summary closes the output.
. "$(dirname "$0")/../.setup.sh"
install_packages
build "$root/build-sanitized" -DBX_SANITIZE=ON -DBX_WERROR=ON
# below alone: the vectors, which start one program each, 469 times, and what holds finished files to other
# programs or to each other
LSAN_OPTIONS="suppressions=$root/tests/leaks.txt:print_suppressions=0" BANXIN_DATA="$root" ctest --test-dir "$root/build-sanitized" --output-on-failure -j2 -E '^(vectors|format|cppcheck|pdfbox|same_bytes|plates_.*|renderers_.*|threads_.*|diff|slurm)$'
build "$root/build" -DBUILD_TESTING=ON -DBX_WERROR=ON
ctest --test-dir "$root/build" --output-on-failure -j2
