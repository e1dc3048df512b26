# Sourced by samples/run.sh and tests/run.sh: installs what .packages lists and builds into build/.
# Needs root, or sudo, only where something is missing.
set -eu
root=$(cd "$(dirname "$0")/${to_root:-..}" && pwd) # to_root: from the script's folder, where it lies deeper

missing_packages() {
    sed -e 's/#.*//' -e '/^ *$/d' "$root/.packages" | while read -r package; do
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
        *" installed") ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

install_packages() {
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    echo "installing: $missing" >&2
    as_root=
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    # shellcheck disable=SC2086 # a list of words
    {
        $as_root apt-get update -qq
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
    } >&2
}

# build FOLDER OPTION…
build() {
    folder=$1
    shift
    cmake -S "$root" -B "$folder" -G Ninja "$@" >&2
    cmake --build "$folder" >&2
}
