# SPDX-License-Identifier: Apache-2.0
# bash completion of banxin. Commands and options are those of --help; words of options stand here.

_banxin_options() {
    banxin "$1" --help 2>/dev/null | sed -n 's/^  \(-[a-z], \)\{0,1\}\(--[a-z-]*\).*/\2/p'
}

# The words that an option takes; nothing where it takes a file, a number or a name.
_banxin_words() {
    case $1 in
        --profile) echo press proof ;;
        --standard) echo x4 x1a ;;
        --impose) echo 2up ;;
        --diagnostics) echo text json ;;
        --dump) echo plan text page ;;
        --overlay) echo grid slots fit overset pictures loose findings files all none default ;;
        --paper) echo full a4 a3 ;;
        --stamp) echo 一校 二校 三校 清样 ;;
        --punctuation) echo gb kaiming ;;
    esac
}

_banxin() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
    # “=” is a word of its own
    [ "$current" = = ] && current=
    [ "$previous" = = ] && previous=${COMP_WORDS[COMP_CWORD - 2]}
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(banxin --help | sed -n 's/^  \([a-z][a-z]*\)  *.*/\1/p') --help --version" -- "$current")
        return
    fi
    local words
    words=$(_banxin_words "$previous")
    if [ -z "$words" ] && [ "${current:0:1}" = - ]; then
        words=$(_banxin_options "$command")
    elif [ -z "$words" ] && [ "$command" = explain ]; then
        words=$(banxin explain | cut -d ' ' -f 1)
    fi
    if [ -n "$words" ]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    elif [ "$previous" = --html ] || [ "$previous" = --png ] || [ "$previous" = --cache ]; then
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
    fi
}

# files where nothing else fits
complete -o default -F _banxin banxin
