# A sheet of a workbook, read without the library that wrote it: a line a row, a tab before each cell
# but the first, texts as "text, numbers bare, dates as days since 1899-12-30.
# awk -f sheet.awk xl/sharedStrings.xml xl/worksheets/sheetN.xml
function plain(xml) {
    gsub(/<[^>]*>/, "", xml)
    gsub(/&lt;/, "<", xml)
    gsub(/&gt;/, ">", xml)
    gsub(/&quot;/, "\"", xml)
    gsub(/&apos;/, "'", xml)
    gsub(/&amp;/, "\\&", xml)
    return xml
}
function column_of(place,    n, i) {
    for (i = 1; i <= length(place) && (place_letter = index(LETTERS, substr(place, i, 1))); i++)
        n = n * 26 + place_letter
    return n
}
function show_row(xml,    count, cells, i, place, last, line, value) {
    count = split(xml, cells, /<c r="/)
    for (i = 2; i <= count; i++) {
        place = substr(cells[i], 1, index(cells[i], "\"") - 1)
        value = match(cells[i], /<v>[^<]*<\/v>/) ? substr(cells[i], RSTART + 3, RLENGTH - 7) : ""
        for (; last < column_of(place); last++)
            line = line (last ? "\t" : "")
        line = line (cells[i] ~ /^[^>]* t="s"/ ? "\"" text[value] : value)
    }
    print line
}
BEGIN {
    LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    RS = "\001" # all of a file at once
}
FNR == NR {
    count = split($0, items, /<si>/)
    for (i = 2; i <= count; i++)
        text[i - 2] = plain(items[i])
    next
}
{
    count = split($0, rows, /<row /)
    for (i = 2; i <= count; i++)
        show_row(rows[i])
}
