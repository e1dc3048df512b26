# SPDX-License-Identifier: Apache-2.0
# fish completion of banxin. Commands and options are those of --help; words of options stand here.

function __banxin_commands
    banxin --help | string replace -rf '^  ([a-z]+) +(.*)' '$1\t$2'
end

function __banxin_options
    set -l words (commandline -opc)
    banxin $words[2] --help 2>/dev/null | string replace -rf '^  (?:-[a-z], )?(--[a-z-]+)(?:=\S*)? +(.*)' '$1\t$2'
end

function __banxin_after
    set -l words (commandline -opc)
    contains -- $words[-1] $argv
end

complete -c banxin -n __fish_use_subcommand -f -a '(__banxin_commands)'
complete -c banxin -n 'not __fish_use_subcommand; and string match -q -- "-*" (commandline -ct)' -a '(__banxin_options)'
complete -c banxin -n '__fish_seen_subcommand_from explain' -f -a '(banxin explain | string replace "  " \t)'
complete -c banxin -n '__banxin_after --profile' -f -a 'press proof'
complete -c banxin -n '__banxin_after --standard' -f -a 'x4 x1a'
complete -c banxin -n '__banxin_after --impose' -f -a '2up'
complete -c banxin -n '__banxin_after --diagnostics' -f -a 'text json'
complete -c banxin -n '__banxin_after --dump' -f -a 'plan text page'
complete -c banxin -n '__banxin_after --overlay' -f -a 'grid slots fit overset pictures loose findings files all none default'
complete -c banxin -n '__banxin_after --paper' -f -a 'full a4 a3'
complete -c banxin -n '__banxin_after --stamp' -f -a '一校 二校 三校 清样'
complete -c banxin -n '__banxin_after --punctuation' -f -a 'gb kaiming'
