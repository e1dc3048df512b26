#!/usr/bin/env python3
"""Text of all kinds in a finished PDF: its characters, their order and their places.

usage: pdf_text.py BANXIN WORK

An issue of one horizontal and one vertical story is built. Its text must come out of the PDF (pdftotext)
as it was written, in reading order, so that what stands across a line end is found; no character may have
become another of the same shape (Kangxi radicals, presentation forms). The ideographs drawn (mutool) must
stand where `banxin lines` says that they stand.
"""
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

PARAGRAPHS = [
    '溪水从山上下来，入江绕过县城的北门，又流进田里：“这是‘回头水’。”老人说（笑），读《〈云溪〉物事》、《志》。',
    '今年投资达4.5亿元，同比增长12.3%，用LED灯3120万盏、5G+基站36个，气温22℃±1℃，R&D占比1∶500，买价US$3500。',
    '投稿邮箱fukan@yunxi.example.com，网址https://fw.yunxi.example.com/a-b/c?d=1，电话0351-7537117，见hello world。',
    '生僻的字有𠮷、㐀、𪛖、𰀀和〇，表情👍，符号①②※○△→，拼音nǐ hǎo，法文café，希腊文αβγ，俄文Москва。',
    '子夜……一声不响——水又清了？！真的！！他等了1949—2024年，自太原～大同，乘歼-20，一二·九，甲/乙，丙–丁。',
    '一长子见龙骨车入门，金木水火土，人大儿又力言青黄黑白，鬼麦鹿鱼鸟。',
]
LAYOUT = '''layout: 1
base: sikai-4x17
styles:
  down: {vertical: true}
slots:
  a: {cols: [1, 1], rows: [1, 45]}
  b: {cols: [2, 3], rows: [1, 45], body: down}
'''
SAME_SHAPE = re.compile('[\u2e80-\u2fdf\ufe10-\ufe1f\ufe30-\ufe4f\uf900-\ufaff\ufb00-\ufb06\ue000-\uf8ff]')


def write_issue(folder):
    (folder / 'articles').mkdir(parents=True, exist_ok=True)
    (folder / 'layouts').mkdir(exist_ok=True)
    body = '\n\n'.join(PARAGRAPHS)
    for name in 'ab':
        (folder / 'articles' / (name + '.md')).write_text('---\nheadline: 试\n---\n' + body + '\n', encoding='utf8')
    (folder / 'layouts' / 'p.yaml').write_text(LAYOUT, encoding='utf8')
    (folder / 'issue.yaml').write_text('issue: 1\ntitle: 试\npages:\n  - layout: p\n    slots: {a: articles/a.md, b: articles/b.md}\n',
                                       encoding='utf8')


def run(*words, **options):
    return subprocess.run([str(w) for w in words], capture_output=True, check=True, **options).stdout


def solid(text):
    return re.sub(r'[\s\u200e\u202a-\u202e]', '', text)


def check_characters(pdf):
    text = run('pdftotext', '-raw', pdf, '-').decode('utf8')
    assert not SAME_SHAPE.search(text), 'another character of the same shape: %r' % SAME_SHAPE.findall(text)
    text = solid(text)
    for words in PARAGRAPHS:  # once in each story, across its line ends
        assert text.count(solid(words)) == 2, '%d times in the PDF: %s\n%s' % (text.count(solid(words)), words, text)


def han(c):
    return len(c) == 1 and 0x3400 <= ord(c) <= 0x9FFF


def drawn(pdf):
    """Ideographs of upright lines: [(character, x, y), …] in the order of drawing, points."""
    root = ET.fromstring(run('mutool', 'trace', pdf))
    out = []
    for text in (t for t in root.iter() if t.tag == 'fill_text'):
        a, b, c, d, e, f = map(float, text.get('transform').split())
        for span in text.iter('span'):
            if abs(float(span.get('trm').split()[1])) > 1e-6:
                continue
            for g in span.iter('g'):
                x, y = float(g.get('x')), float(g.get('y'))
                if han((g.get('unicode') or '?')[0]):
                    out.append((g.get('unicode')[0], x * a + y * c + e, x * b + y * d + f))
    return out


def check_places(banxin, pdf):
    glyphs = [g for g in drawn(pdf)]
    text = ''.join(g[0] for g in glyphs)
    checked = 0
    for words in PARAGRAPHS:
        at = text.index(''.join(c for c in words if han(c)))
        lines = json.loads(run(banxin, 'lines', '--measure', '17', '--indent', '2', '--size', '9', '--squeeze-stops', '--json',
                               input=words.encode('utf8')))['lines']
        for line in lines:
            places = [(c['text'], c['x'] * 9) for c in line['clusters'] if han(c['text'])]
            here = glyphs[at:at + len(places)]
            at += len(places)
            left = here[0][1] - places[0][1] if here else 0
            for (c, x), (got, gx, y) in zip(places, here):
                assert c == got, (c, got)
                assert abs(gx - left - x) < 0.02, '%s in %s stands at %.3f, computed %.3f' % (c, words, gx - left, x)
                assert abs(y - here[0][2]) < 0.01
                checked += 1
    return checked


def main():
    banxin, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    write_issue(folder)
    pdf = folder / 'text.pdf'
    run(banxin, 'build', folder, '--profile', 'proof', '-o', pdf)
    check_characters(pdf)
    checked = check_places(banxin, pdf)
    assert checked > 120
    print('%d characters in two stories, %d of them where they were computed' % (sum(len(solid(p)) for p in PARAGRAPHS), checked))


if __name__ == '__main__':
    main()
