#!/bin/sh
# An installed Banxin needs nothing of its source folder: the program, the library, the man page.
# $1 build folder, $2 a sample issue, $3 work folder, $4 C compiler and its flags.
set -eu
prefix=$3/installed
rm -rf "$prefix"
DESTDIR='' cmake --install "$1" --prefix "$prefix" >"$3/install.log"
cp -r "$2" "$prefix/issue"
cd "$prefix"
./bin/banxin build issue -o page.pdf --cache cache 2>/dev/null
"$1/banxin" build issue -o same.pdf --cache cache 2>/dev/null
cmp page.pdf same.pdf
./bin/banxin batch issue -o batch --cache cache 2>/dev/null
cmp page.pdf batch/issue.pdf
# both man pages tell every option of every command
for language in . zh_CN ; do
    LC_ALL=C.UTF-8 man --warnings -l share/man/$language/man1/banxin.1 >page.txt 2>page.err
    [ ! -s page.err ] && grep -q 'BANXIN_DATA' page.txt || { cat page.err; exit 1; }
    for command in $(./bin/banxin --help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p') ; do
        grep -q "banxin $command" page.txt || { echo "the man page in $language lacks $command"; exit 1; }
        for option in $(./bin/banxin "$command" --help) ; do
            option=${option%,} # in the words of another one
            case $option in
            --help) ;;
            --*) grep -q -e "${option%%=*}" page.txt || { echo "the man page in $language lacks $option of $command"; exit 1; } ;;
            esac
        done
    done
done
for file in bash-completion/completions/banxin zsh/site-functions/_banxin fish/vendor_completions.d/banxin.fish ; do
    [ -s "share/$file" ] || { echo "$file is not installed"; exit 1; }
done
BANXIN_LANG=zh ./bin/banxin explain BX3001 | grep -q '处理' || { echo "the installed catalogue is not found"; exit 1; }
cat >user.c <<'C'
#include <banxin/banxin.h>
#include <stdio.h>

int
main(void)
{
    BxOptions options = {.profile = BX_PROFILE_PROOF};
    GError *error = NULL;
    BxDocument *document = bx_document_open("issue", &options, &error);
    bool done = document && bx_document_compose(document, &error)
                && bx_document_write_pdf(document, "proof.pdf", &error);
    printf("%s %d pages\n", bx_document_title(document), bx_document_n_pages(document));
    bx_document_free(document);
    return !done;
}
C
lib=$(dirname "$(find . -name banxin.pc)")
# shellcheck disable=SC2046,SC2086 # lists of words
$4 -o bin/user user.c $(PKG_CONFIG_PATH=$lib pkg-config --static --cflags --libs banxin)
./bin/user
