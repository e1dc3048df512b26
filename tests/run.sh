#!/bin/sh
# Installs what is missing, builds Banxin and runs every test; ctest's summary closes the output.
. "$(dirname "$0")/../.setup.sh"
install_packages
build "$root/build" -DBUILD_TESTING=ON
ctest --test-dir "$root/build" --output-on-failure -j2
