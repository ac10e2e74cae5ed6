# Turns a text file into a C header of string constants.
# x.sql: the text after each "-- name: y" becomes SQL_y. Any other file a.b: one string, FILE_a.
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
{ print quote($0) }
END { if (is_open) print "    ;" }
