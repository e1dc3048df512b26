#!/bin/sh
# A checker of another house: PDFBox's preflight, which holds files to PDF/A-1b. PDF/X-1a asks the same of
# syntax, fonts, colour operators, transparency, and of XMP beside Info; what marks the standard is
# rewritten first. CIDSet is asked for by PDF/A alone. $1 banxin, $2 samples, $3 work folder.
set -eu
banxin=$1 samples=$2 work=$3/pdfbox
rm -rf "$work"
mkdir -p "$work"
jars=
for jar in pdfbox2 fontbox2 preflight xmpbox commons-logging javax.activation jaxb-api; do
    [ -f "/usr/share/java/$jar.jar" ] || { echo "PDFBox is not installed"; exit 77; }
    jars=$jars:/usr/share/java/$jar.jar
done
command -v java >/dev/null || { echo "Java is not installed"; exit 77; }

archive_form() { # name: NAME.pdf as the same file marked for PDF/A
    qpdf --qdf --object-streams=disable "$work/$1.pdf" "$work/$1.qdf"
    LC_ALL=C sed -e 's,/S /GTS_PDFX$,/S /GTS_PDFA1,' -e '/pdf:Trapped/d' -e '/<pdfx:GTS_PDFXVersion/d' -e '/<prism:/d' -e '/xmlns:prism/d' \
        -e 's,xmlns:pdfx="[^"]*",xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/",' \
        -e 's,^</rdf:Description>,<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>&,' \
        "$work/$1.qdf" | fix-qdf >"$work/$1.fixed"
    qpdf --newline-before-endstream --object-streams=disable "$work/$1.fixed" "$work/$1.archive.pdf"
}
faults() { java -cp "$jars" org.apache.pdfbox.preflight.Validator_A1b "$1" 2>&1 | grep -E '^[0-9]+(\.[0-9]+)* ?:' || true; }

make() { # name issue option…
    name=$1 issue=$2
    shift 2
    "$banxin" build "$issue" --standard x1a -o "$work/$name.pdf" --cache "$work/cache" "$@" >/dev/null 2>"$work/$name.err" ||
        { cat "$work/$name.err"; exit 1; }
    archive_form "$name"
    faults "$work/$name.archive.pdf" | grep -v '^3.1.11 :.*CIDSet' >"$work/$name.faults" && { cat "$work/$name.faults"; exit 1; }
    faults "$work/$name.pdf" | grep -q "OutputIntent isn't GTS_PDFA1" || { echo "the checker sees nothing in $name.pdf"; exit 1; }
}
make page "$samples/kaifaqu-2024-12"
make sheets "$samples/sikai-4p" --marks --impose 2up
make inks "$(dirname "$0")/inks" --marks
echo "PDFBox finds nothing"
