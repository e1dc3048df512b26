#!/usr/bin/env python3
"""Holds banxin batch to what an unattended archive needs. usage: batch.py BANXIN PROJECT WORK"""
import json
import os
import pathlib
import pty
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree

import jsonschema

from archive import Batch, CRASH, STOP, archive, issue, png, strike, wait_for, workers

BANXIN, PROJECT, WORK = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
SANITIZED = 'sanitized' in BANXIN


def fresh(name):
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def validate(kind, path):
    schema = json.loads((PROJECT / 'layouts' / (kind + '.schema.json')).read_text(encoding='utf8'))
    jsonschema.validate(json.loads(path.read_text(encoding='utf8')), schema, jsonschema.Draft202012Validator)


def states(report):
    return {name: i['state'] for name, i in report['issues'].items()}


def left_over(folder):
    return [p.name for p in folder.iterdir() if p.name.startswith('.') and not p.name.startswith('.banxin-batch')]


def test_one_bad_among_good():
    work = fresh('bad')
    folders = archive(work / 'in', 5)
    (folders[2] / 'articles' / 'a.md').write_text('---\nheadlin: 题\n---\n文。\n', encoding='utf8')
    batch = Batch(BANXIN, work / 'out')
    report = batch.report(work / 'in', '--junit', str(work / 'junit.xml'), wanted=1)
    validate('batch', work / 'report.json')
    assert states(report) == {f.name: 'failed' if f == folders[2] else 'done' for f in folders}, states(report)
    assert report['counts']['done'] == 4 and report['counts']['failed'] == 1 and not report['good']
    bad = report['issues'][folders[2].name]
    assert any(d['code'] == 'BX1101' for d in bad['diagnostics']) and bad['errors'] >= 1, bad
    assert not pathlib.Path(bad['pdf']).exists() and 'BX1101' in pathlib.Path(bad['log']).read_text(encoding='utf8')
    assert 'failed issue-02: ' in report['said'] and 'error[BX1101]' in report['said'] and '5 issues: 4 done, 1 failed' in report['said']
    suite = xml.etree.ElementTree.parse(work / 'junit.xml').getroot()
    assert suite.tag == 'testsuite' and suite.get('tests') == '5' and suite.get('failures') == '1' and suite.get('errors') == '0'
    cases = suite.findall('testcase')
    assert len(cases) == 5 and [c.get('name') for c in cases if c.find('failure') is not None] == ['issue-02']
    assert 'BX1101' in cases[2].find('failure').text
    for folder in folders:
        if folder != folders[2]:
            one = work / 'one.pdf'
            subprocess.run([BANXIN, 'build', str(folder), '-o', str(one)], check=True, capture_output=True)
            assert one.read_bytes() == (work / 'out' / (folder.name + '.pdf')).read_bytes(), folder
    assert batch.plan(work / 'in') == {'issue-02': 'it failed before'}
    issue(folders[2], '好了。')
    report = batch.report(work / 'in')
    assert report['good'] and report['counts']['unchanged'] == 4 and report['counts']['done'] == 1, report['counts']
    assert report['issues']['issue-02']['reason'] == 'it failed before'
    assert batch.plan(work / 'in') == {}


def test_reasons():
    work = fresh('reasons')
    folders = archive(work / 'in', 3, picture=True)
    shutil.copytree(PROJECT / 'layouts', work / 'data' / 'layouts')
    shutil.copytree(PROJECT / 'fonts', work / 'data' / 'fonts')
    fonts = work / 'data' / 'fonts'
    face = pathlib.Path(subprocess.run(['fc-match', '-f', '%{file}', 'LXGW WenKai:style=Regular'], capture_output=True, text=True, check=True).stdout)
    shutil.copy(face, fonts)
    conf = [line for line in (fonts / 'fonts.conf').read_text().splitlines() if 'prefix="relative"' in line or 'dir' not in line]
    (fonts / 'fonts.conf').write_text('\n'.join(conf))
    names = (fonts / 'faces.ini').read_text(encoding='utf8').splitlines()
    (fonts / 'faces.ini').write_text('\n'.join('families=LXGW WenKai' if n.startswith('families=') else 'weights=400' if n.startswith('weights=')
                                               else n for n in names), encoding='utf8')
    os.environ['BANXIN_DATA'] = str(work / 'data')
    batch = Batch(BANXIN, work / 'out')
    where = work / 'in'
    assert batch.plan(where) == {f.name: 'new' for f in folders} and not (work / 'out').exists()
    batch.run(where)
    assert batch.plan(where) == {}
    for path in where.rglob('*'):
        os.utime(path)
    assert batch.plan(where) == {}, 'times of files are no reason'
    batch.run(where)

    def changed(what, wanted, name='issue-00'):
        what()
        assert batch.plan(where) == {name: wanted}, (batch.plan(where), wanted)
        report = batch.report(where)
        assert report['issues'][name]['reason'] == wanted and report['counts']['done'] == 1, report['issues'][name]
        assert batch.plan(where) == {}
    first = folders[0]
    article, layout = first / 'articles' / 'a.md', first / 'layouts' / 'one.yaml'

    def edit(path, old, new):
        path.write_text(path.read_text(encoding='utf8').replace(old, new), encoding='utf8')
    changed(lambda: edit(article, '三月', '四月'), 'source articles/a.md changed')
    changed(lambda: edit(layout, '20]', '21]'), 'layout layouts/one.yaml changed')
    changed(lambda: png(first / 'pictures' / 'p.png', 90), 'picture pictures/p.png changed')
    changed((first / 'note.txt').touch, "a file was added to the issue's folder, or taken away")
    changed((work / 'out' / 'issue-00.pdf').unlink, 'the PDF is missing')
    changed(lambda: (work / 'out' / 'issue-00.pdf').write_bytes(b'%PDF'), 'the PDF is not the one that was written')
    # of the same size, with the times put back: only the file system's own time of change tells
    times = article.stat()

    def in_secret():
        edit(article, '四月', '五月')
        os.utime(article, ns=(times.st_atime_ns, times.st_mtime_ns))
    changed(in_secret, 'source articles/a.md changed')
    everyone = {f.name for f in folders}
    with open(fonts / face.name, 'ab') as file:
        file.write(b'\0\0\0\0')
    plan = batch.plan(where)
    assert set(plan) == everyone and all(r == 'face %s#0 changed' % (fonts / face.name) for r in plan.values()), plan
    batch.run(where)
    edit(work / 'data' / 'layouts' / 'sikai-4x17.yaml', 'layout: 1', 'layout: 1 # of the house')
    plan = batch.plan(where)
    assert set(plan) == everyone and all(r.startswith('layout ') and r.endswith('sikai-4x17.yaml changed') for r in plan.values()), plan
    batch.run(where)
    plan = batch.plan(where, '--marks')
    assert set(plan) == everyone and set(plan.values()) == {'option: marks 1, was: marks 0'}, plan
    assert set(batch.plan(where, '--force').values()) == {'asked for (--force)'}
    assert batch.plan(where) == {}
    # another face behind an alias
    other = next(p for p in face.parent.iterdir() if 'Light' in p.name and 'Mono' not in p.name)
    shutil.copy(other, fonts)
    edit(fonts / 'faces.ini', '[hei]\nname=黑\nfamilies=LXGW WenKai', '[hei]\nname=黑\nfamilies=LXGW WenKai Light')
    plan = batch.plan(where)
    assert set(plan) == everyone and all('other faces are behind the aliases' in r for r in plan.values()), plan
    del os.environ['BANXIN_DATA']


def alive(pid):
    try:
        return pathlib.Path('/proc', str(pid), 'stat').read_text().rsplit(')', 1)[1].split()[0] != 'Z'
    except OSError:
        return False


def test_kill_and_resume():
    work = fresh('kill')
    archive(work / 'in', 60)
    whole = Batch(BANXIN, work / 'whole')
    whole.run(work / 'in')
    wanted = {p.name: p.read_bytes() for p in (work / 'whole').glob('*.pdf')}
    batch = Batch(BANXIN, work / 'out', '--jobs=2')
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    n_killed = 0
    for n_run in range(8):
        # a quick machine may be done before it is killed: half of the runs make all anew
        process = batch.start(work / 'in', *(['--force'] if n_run % 2 else []))
        time.sleep(chance.uniform(0.02, 0.5))
        if process.poll() is None:
            at_work = workers(process.pid)
            process.kill()
            n_killed += 1
            wait_for(lambda: not any(alive(pid) for pid in at_work))
        process.communicate()
        for pdf in (work / 'out').glob('*.pdf') if (work / 'out').exists() else ():
            assert pdf.read_bytes() == wanted[pdf.name], 'a partial file: %s (seed %d)' % (pdf, seed)
    report = batch.report(work / 'in')
    assert n_killed > 0 and report['good'], (n_killed, report['counts'])
    assert {p.name: p.read_bytes() for p in (work / 'out').glob('*.pdf')} == wanted, 'seed %d' % seed
    assert not left_over(work / 'out'), left_over(work / 'out')
    assert batch.plan(work / 'in') == {}
    # what was made before is not made again
    batch = Batch(BANXIN, work / 'again', '--jobs=2')
    process = batch.start(work / 'in')
    wait_for(lambda: len(list(batch.output.glob('*.pdf'))) > 6)
    process.kill()
    process.communicate()
    there = len(list(batch.output.glob('*.pdf')))
    report = batch.report(work / 'in')
    unchanged = report['counts']['unchanged']
    assert there - 2 <= unchanged <= there and report['counts']['done'] == 60 - unchanged, (there, report['counts'])
    print('  killed %d times at random; then with %d of 60 made, of which %d were not made again (seed %d)'
          % (n_killed, there, unchanged, seed))


def test_stop():
    work = fresh('stop')
    archive(work / 'in', 30)
    for number in (signal.SIGTERM, signal.SIGINT):
        batch = Batch(BANXIN, work / ('out%d' % number), '--jobs=1', '--report', str(work / 'stopped.json'))
        process = batch.start(work / 'in')
        wait_for(lambda: list(batch.output.glob('*.pdf')))
        process.send_signal(number)
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 1 and 'goes on where it was' in said, (process.returncode, said)
        counts = json.loads((work / 'stopped.json').read_text())['counts']
        pdfs = list(batch.output.glob('*.pdf'))
        assert counts['left'] > 0 and counts['done'] == len(pdfs) and counts['left'] + counts['done'] == 30, (counts, len(pdfs))
        assert not left_over(batch.output)
        plan = batch.plan(work / 'in')
        assert len(plan) == counts['left'] and set(plan.values()) == {'new'}


def test_workers_lost():
    work = fresh('lost')
    archive(work / 'in', 16)
    # a runaway issue: its worker stands still
    batch = Batch(BANXIN, work / 'stand', '--jobs=2', '--timeout', '20' if SANITIZED else '4', '--report', str(work / 'stand.json'))
    process = batch.start(work / 'in')
    strike(process, batch.output, STOP)
    said, _ = process.communicate(timeout=120)
    report = json.loads((work / 'stand.json').read_text(encoding='utf8'))
    broken = [i for i in report['issues'] if i['state'] == 'broken']
    assert process.returncode == 1 and len(broken) == 1 and report['counts']['done'] == 15, (said, report['counts'])
    assert 'it takes more than' in broken[0]['message'] and '--timeout' in said, broken
    assert list(batch.plan(work / 'in').items()) == [(broken[0]['name'], 'it failed before')]
    # a crash
    batch = Batch(BANXIN, work / 'crash', '--jobs=2', '--report', str(work / 'crash.json'), '--junit', str(work / 'crash.xml'))
    process = batch.start(work / 'in')
    strike(process, batch.output, CRASH)
    said, _ = process.communicate(timeout=120)
    report = json.loads((work / 'crash.json').read_text(encoding='utf8'))
    broken = [i for i in report['issues'] if i['state'] == 'broken']
    assert process.returncode == 1 and len(broken) == 1 and report['counts']['done'] == 15, (said, report['counts'])
    assert 'the worker stopped' in broken[0]['message'], broken
    suite = xml.etree.ElementTree.parse(work / 'crash.xml').getroot()
    assert suite.get('errors') == '1' and len(suite.findall('testcase/error')) == 1


def test_memory_hog():
    if SANITIZED:
        return  # its shadow memory is what would be measured
    work = fresh('hog')
    folders = archive(work / 'in', 4)
    hog = issue(work / 'in' / 'hog', '')
    pages = ''
    for i in range(120):
        (hog / 'articles' / ('%d.md' % i)).write_text('---\nheadline: 长文\n---\n' + '水又清了，长长的一段。' * 9000 + '\n', encoding='utf8')
        pages += '  - slots: {a: articles/%d.md}\n' % i
    (hog / 'issue.yaml').write_text('issue: 1\ntitle: 报\nlayout: one\npages:\n' + pages, encoding='utf8')
    report = Batch(BANXIN, work / 'out', '--jobs=2', '--memory', '300').report(work / 'in', wanted=1)
    assert states(report) == {**{f.name: 'done' for f in folders}, 'hog': 'broken'}, states(report)
    assert report['issues']['hog']['message'] == 'it needs more memory than 300 MiB (--memory)', report['issues']['hog']


def test_two_at_once():
    work = fresh('two')
    archive(work / 'in', 12)
    batch = Batch(BANXIN, work / 'out', '--jobs=1')
    process = batch.start(work / 'in')
    wait_for(lambda: list(batch.output.glob('*.pdf')))
    second = batch.run(work / 'in', wanted=1)
    assert 'another batch is writing into' in second.stderr, second.stderr
    said, _ = process.communicate()
    assert process.returncode == 0, said
    # two into folders of their own share the cache of pictures
    archive(work / 'pictures', 6, picture=True)
    cache = str(work / 'cache')
    both = [Batch(BANXIN, work / out, '--jobs=2', '--cache', cache).start(work / 'pictures') for out in ('a', 'b')]
    for one in both:
        said, _ = one.communicate()
        assert one.returncode == 0, said
    assert [p.read_bytes() for p in sorted((work / 'a').glob('*.pdf'))] == [p.read_bytes() for p in sorted((work / 'b').glob('*.pdf'))]


def test_whole_pages():
    """A broadsheet page many times over in one worker, which fills what its libraries keep: the same bytes each time."""
    work = fresh('pages')
    n = 6 if SANITIZED else 24
    for i in range(n):
        shutil.copytree(PROJECT / 'samples' / 'kaifaqu-2024-12', work / 'in' / ('page-%02d' % i))
    report = Batch(BANXIN, work / 'out', '--jobs=1', '--cache', str(work / 'cache'), '--timeout', '60').report(work / 'in')
    assert report['counts']['done'] == n, report['said']
    assert len({p.read_bytes() for p in (work / 'out').glob('*.pdf')}) == 1


def test_locked():
    work = fresh('locked')
    folders = archive(work / 'in', 3)
    batch = Batch(BANXIN, work / 'out', '--locked')
    assert batch.report(work / 'in', wanted=1)['counts']['failed'] == 3
    for folder in folders:
        subprocess.run([BANXIN, 'fonts', '--lock', str(folder)], check=True, capture_output=True)
    assert batch.report(work / 'in')['counts']['done'] == 3
    assert batch.plan(work / 'in') == {}
    validate('fonts-lock', folders[0] / 'fonts.lock')
    lock = folders[1] / 'fonts.lock'
    lock.write_text(lock.read_text(encoding='utf8').replace('"sha256" : "', '"sha256" : "0'), encoding='utf8')
    assert batch.plan(work / 'in') == {folders[1].name: 'lock fonts.lock changed'}
    report = batch.report(work / 'in', wanted=1)
    assert [d['code'] for d in report['issues'][folders[1].name]['diagnostics']][0] == 'BX4003', report['issues'][folders[1].name]
    # one lock for the whole archive
    one = str(work / 'archive.lock')
    subprocess.run([BANXIN, 'fonts', '--lock', *map(str, folders), '-o', one], check=True, capture_output=True)
    assert Batch(BANXIN, work / 'other', '--lock-file', one).report(work / 'in')['counts']['done'] == 3


def test_terminal():
    """A bar with rate and remaining time on a terminal, a line for each fault, none for the rest; elsewhere lines."""
    try:
        screen, slave = pty.openpty()
    except OSError as error:
        print('  skipped: there is no terminal to be had:', error)
        return
    work = fresh('terminal')
    folders = archive(work / 'in', 12)
    (folders[3] / 'articles' / 'a.md').write_text('---\nheadlin: 题\n---\n文。\n', encoding='utf8')
    batch = Batch(BANXIN, work / 'out', '--jobs=1')
    process = subprocess.Popen(batch.command(work / 'in'), stdout=subprocess.PIPE, stderr=slave, text=True, stdin=subprocess.DEVNULL)
    os.close(slave)
    said = b''
    try:
        while True:
            piece = os.read(screen, 4096)
            if not piece:
                break
            said += piece
    except OSError:  # its last user is gone
        pass
    os.close(screen)
    summary, _ = process.communicate()
    said = said.decode()
    assert process.returncode == 1 and '12 issues: 11 done, 1 failed' in summary, summary
    bars = re.findall(r'\[#* *\] (\d+)/12(?:, 1 failed)?  [0-9.]+/s  (?:\d+:\d\d left)?  ', said)
    assert bars and [int(n) for n in bars] == sorted(int(n) for n in bars) and 'left' in said, said
    assert 'failed issue-03: ' in said and 'done issue-' not in said, said
    piped = Batch(BANXIN, work / 'piped').run(work / 'in', wanted=1)
    assert len([line for line in piped.stderr.splitlines() if re.match(r'\d+/12 (done|failed) issue-\d\d', line)]) == 12, piped.stderr
    assert Batch(BANXIN, work / 'quiet', '--quiet').run(work / 'in', wanted=1).stderr == ''


def test_finding():
    work = fresh('find')
    one, two = issue(work / 'in' / '2024' / 'one', '甲。'), issue(work / 'in' / '2025' / 'two', '乙。')
    issue(one / 'inner', '丙。')
    (work / 'in' / 'circle').symlink_to(work / 'in')
    (work / 'in' / 'again').symlink_to(two)
    batch = Batch(BANXIN, work / 'out')
    report = batch.report(work / 'in')
    assert len(report['issues']) == 2 and report['good'], states(report)
    assert 'lies inside the issue' in report['said'] and 'in a circle' in report['said'] and 'again (a link)' in report['said'], report['said']
    (work / 'list').write_text('# the archive\n\nin/2024/one\nin/2025/two/issue.yaml\nin/2024/one/\nin/none\n', encoding='utf8')
    report = batch.report(work / 'list', wanted=1)
    assert {n: i['state'] for n, i in report['issues'].items()} == {'one': 'unchanged', 'two': 'unchanged', 'none': 'broken'}, states(report)
    assert 'line 5 of the list' in report['said'] and 'line 6 of the list' in report['issues']['none']['message'], report['said']
    done = subprocess.run(batch.command('-'), input=str(one) + '\n', capture_output=True, text=True)
    assert done.returncode == 0 and '1 issue: 0 done, 1 unchanged' in done.stdout, done
    issue(work / 'in' / '2025' / 'one', '丁。')
    done = batch.run(work / 'in', wanted=1)
    assert 'would both be written to one.pdf' in done.stderr and not (work / 'out' / 'three.pdf').exists(), done.stderr
    done = Batch(BANXIN, one / 'out').run(one, wanted=1)
    assert 'lies in the issue' in done.stderr
    assert 'no issue below' in batch.run(fresh('find/empty'), wanted=1).stderr
    batch.run(work / 'in', '--timeout', '0', wanted=2)
    batch.run(work / 'in', '--profile', 'pres', wanted=2)
    if os.geteuid() != 0:  # root reads everything
        closed = fresh('find/closed') / 'x'
        closed.mkdir(mode=0)
        assert 'the folder cannot be read' in batch.run(work / 'closed', wanted=1).stdout


def test_damaged_journal():
    work = fresh('journal')
    archive(work / 'in', 2)
    batch = Batch(BANXIN, work / 'out')
    batch.run(work / 'in')
    (work / 'out' / '.banxin-batch.db').write_bytes(b'no database at all' * 100)
    done = batch.run(work / 'in', wanted=1)
    assert 'the journal cannot be used' in done.stderr and 'delete' in done.stderr, done.stderr
    (work / 'out' / '.banxin-batch.db').unlink()
    assert batch.report(work / 'in')['counts']['done'] == 2


def main():
    for name, test in list(globals().items()):
        if name.startswith('test_') and (len(sys.argv) < 5 or name in sys.argv[4:]):
            start = time.monotonic()
            test()
            print('%s: %.1f s' % (name, time.monotonic() - start), flush=True)


main()
