# Turns a text file into a C header of string constants.
#   awk -f embed.awk kind/words.c FILE
# x.sql: the text after each "-- name: y" becomes SQL_y, and in it the words of choices become the
# numbers that the database keeps: `outcome = :promised`, or `severity = :severities.warn` where
# more than one list of words.c has the word. Any other file a.b: one string, FILE_a.
function fail(message) {
    print FILENAME ":" FNR ": " message > "/dev/stderr"
    failed = 1
    exit 1
}
# WORDS(cx_list, "word", ...);
function read_words(text,   part, n, i, list) {
    n = split(text, part, "\"")
    list = part[1]
    sub(/.*WORDS\(cx_/, "", list)
    sub(/,.*/, "", list)
    for (i = 2; i < n; i += 2) {
        number[list "." part[i]] = i / 2 - 1
        number[part[i]] = i / 2 - 1
        lists[part[i]] = lists[part[i]] " " list
    }
}
function number_of(word,   n, list, i, choice) {
    if (!(word in number))
        fail(":" word " is no word of kind/words.c")
    n = split(lists[word], list, " ")
    for (i = 1; i <= n; i++)
        choice = choice (i == 1 ? "" : i < n ? ", " : " or ") ":" list[i] "." word
    if (n > 1)
        fail(":" word " is ambiguous: write " choice)
    return number[word]
}
function replace_words(line,   out, word) {
    out = ""
    while (match(line, /:[a-z][a-z_.]*[a-z]/)) {
        word = substr(line, RSTART + 1, RLENGTH - 1)
        out = out substr(line, 1, RSTART - 1) number_of(word)
        line = substr(line, RSTART + RLENGTH)
    }
    return out line
}
function quote(line) {
    gsub(/\\/, "\\\\", line)
    gsub(/"/, "\\\"", line)
    return "    \"" line "\\n\""
}
function open_string(name) {
    if (is_open) print "    ;"
    print "static const char " name "[] __attribute__((unused)) ="
    is_open = 1
}
BEGIN { print "/* Made by embed.awk; edit its source instead. */" }
NR == FNR {
    if (/^WORDS\(/) statement = ""
    statement = statement $0
    if (statement ~ /^WORDS\(.*;/) {
        read_words(statement)
        statement = ""
    }
    next
}
FNR == 1 {
    n = split(FILENAME, path, "/")
    base = path[n]
    is_sql = base ~ /\.sql$/
    if (!is_sql || base ~ /^schema-/) {
        is_sql = 0
        sub(/\..*$/, "", base)
        gsub(/[^A-Za-z0-9_]/, "_", base)
        open_string("FILE_" base)
    }
}
is_sql && /^-- name: / { open_string("SQL_" $3); next }
is_sql && !is_open { next }
{ print quote(is_sql ? replace_words($0) : $0) }
END {
    if (is_open && !failed) print "    ;"
    if (failed) exit 1
}
