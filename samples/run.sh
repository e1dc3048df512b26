#!/bin/sh
# Installs what is missing, builds Banxin and composes the sample issue; the last line is the PDF.
. "$(dirname "$0")/../.setup.sh"
install_packages
build "$root/build" -DBUILD_TESTING=ON
"$root/build/banxin" build "$root/samples/kaifaqu-2024-12" -o "$root/build/kaifaqu-2024-12.pdf" \
    --report "$root/build/kaifaqu-2024-12.json"
