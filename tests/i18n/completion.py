#!/usr/bin/env python3
"""Completion in bash, zsh and fish: it knows what --help knows, and the words it proposes are taken.

usage: completion.py BANXIN PROJECT WORK
"""
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import i18n

check = i18n.check
TABLES = {'banxin.bash': r'^\s+(--[a-z-]+)\) echo (.*) ;;$', '_banxin': r'^\s+(--[a-z-]+)\) compadd (.*); return ;;$',
          'banxin.fish': r"__banxin_after (--[a-z-]+)' -f -a '(.*)'$"}
# The issue, then what it takes to have the option looked at.
TRIED_WITH = {'--overlay': ['--profile', 'proof'], '--paper': ['--profile', 'proof'], '--stamp': ['--profile', 'proof']}
ZSH = r'''
_describe() { print -l -- ${(@)${(@P)argv[-1]}%%%%:*} }
compadd() { print -l -- $@ }
_files() { print FILES $@ }
compdef() { }
words=(%s); CURRENT=$#words
source %s
'''


def help_of(banxin, command):
    return i18n.run(banxin, command, '--help', env=i18n.PLAIN)[1]


def options_of(text):
    return re.findall(r'^  (?:-[a-z], )?(--[a-z-]+)(?:=\S+)? +(.*)$', text, re.M)


def shell(words, bin_dir, **more):
    env = i18n.environment(LC_ALL='C.UTF-8', HOME='/nonexistent', **more)
    env['PATH'] = '%s:%s' % (bin_dir, env['PATH'])
    done = subprocess.run(words, capture_output=True, env=env, timeout=60)
    check(done.returncode == 0 and not done.stderr, words[0], done.stderr.decode('utf8'))
    return sorted(line.split('\t')[0].strip() for line in done.stdout.decode('utf8').split('\n') if line.strip())


def complete(kind, script, typed, bin_dir):
    if kind == 'bash':
        split = re.findall(r'=|[^\s=]+', typed) + ([''] if typed.endswith((' ', '=')) else [])
        code = 'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _banxin; printf "%s\\n" "${COMPREPLY[@]}"'
        return shell(['bash', '-c', '. %s; %s' % (script, code), 'bash', *split], bin_dir)
    if kind == 'zsh':
        quoted = ' '.join("'%s'" % word for word in typed.split(' '))
        found = shell(['zsh', '-fc', ZSH % (quoted, script)], bin_dir)
        return [word for word in found if word.startswith(typed.split(' ')[-1]) or word.startswith('FILES')]
    return shell(['fish', '--no-config', '-c', 'source %s; complete -C "%s"' % (script, typed)], bin_dir)


def check_tables(folder):
    tables = {name: dict(re.findall(pattern, (folder / name).read_text(encoding='utf8'), re.M))
              for name, pattern in TABLES.items()}
    first = tables['banxin.bash']
    check(len(first) >= 9 and all(table == first for table in tables.values()), 'tables of words differ:', tables)
    return {option: words.split() for option, words in first.items()}


def check_words(banxin, commands, table, work):
    """Each word is one the program takes; and where --help tells of two words, they are in the table."""
    diags = i18n.load_cases(i18n.TESTS / 'diags')
    diags.lay_out({'files': []}, work / 'clean')
    all_options = {}
    for command in commands:
        for option, about in options_of(help_of(banxin, command)):
            all_options.setdefault(option, []).append(about)
            match = re.match(r'([a-z0-9]+)(?: \([^)]*default[^)]*\))? or ([a-z0-9]+)', about)
            check(not match or option == '--font' or {match[1], match[2]} <= set(table.get(option, [])), command, option, 'has no words for', about)
    for option, words in table.items():
        check(option in all_options, option, 'is no option')
        for word in words + ['nonsense']:
            if option == '--punctuation':
                said = i18n.run(banxin, 'lines', '--measure', '9', option, word, env=i18n.PLAIN, stdin=b'')
            elif option == '--impose':
                continue  # it wants four pages
            else:
                said = i18n.run(banxin, 'build', 'clean', '-o', 'x.pdf', *TRIED_WITH.get(option, []), option, word,
                                env=i18n.PLAIN, cwd=work)
            check((said[0] == 0) == (word != 'nonsense'), option, word, said)


def check_shell(kind, script, bin_dir, banxin, commands, table):
    got = complete(kind, script, 'banxin ', bin_dir)
    check(set(commands) <= set(got), kind, 'commands:', got)
    for command in commands:
        want = sorted(o for o, _ in options_of(help_of(banxin, command)))
        got = complete(kind, script, 'banxin %s --' % command, bin_dir)
        check(set(want) <= set(got), kind, command, set(want) - set(got))
    for option, words in table.items():
        got = complete(kind, script, 'banxin build %s ' % option, bin_dir)
        check(sorted(words) == got, kind, option, got)
    check(complete(kind, script, 'banxin build --profile pr', bin_dir) == ['press', 'proof'], kind, 'a word begun')
    got = complete(kind, script, 'banxin explain BX300', bin_dir)
    check('BX3001' in got and 'BX5001' not in got, kind, 'codes:', got)
    check(complete(kind, script, 'banxin nonsense --x', bin_dir) == [], kind, 'no such command')


def main():
    banxin, project, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
    work.mkdir(parents=True, exist_ok=True)
    work = work.resolve()
    commands = re.findall(r'^  ([a-z]+) ', i18n.run(banxin, '--help', env=i18n.PLAIN)[1], re.M)
    check(len(commands) >= 13, 'commands:', commands)
    folder = project / 'src/cli/completion'
    table = check_tables(folder)
    check_words(banxin, commands, table, work)
    for kind, name in (('bash', 'banxin.bash'), ('zsh', '_banxin'), ('fish', 'banxin.fish')):
        check_shell(kind, folder / name, os.path.dirname(banxin), banxin, commands, table)
    got = complete('bash', folder / 'banxin.bash', 'banxin build --profile=', os.path.dirname(banxin))
    check(got == ['press', 'proof'], 'after “=”:', got)
    print('%d failed' % i18n.failed)
    return i18n.failed > 0


if __name__ == '__main__':
    sys.exit(main())
