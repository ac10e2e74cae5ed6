# What hourly, monthly and anchor share; they source it, having set self to their name.
# shellcheck shell=bash

# say PRIORITY TEXT: to stderr; the journal reads the priority before it (3 error, 4 warning, 6 information).
say() {
    [[ -z ${JOURNAL_STREAM:-} ]] || printf '<%s>' "$1" >&2
    printf '%s: %s\n' "$self" "$2" >&2
}

# fail TEXT: ends with $status, or 1.
fail() {
    say 3 "$*"
    exit "${status:-1}"
}

# One of these scripts at a time works in a folder: lock SECONDS, the longest wait for another one. It is held
# until every program started here has ended.
lock() {
    exec 9>.cx.lock
    flock -w "$1" 9 || { step=end; status=3 fail "another run is working in $PWD: nothing was done"; }
}

# The files that lie in drop, complete: names in the array files.
find_files() {
    shopt -s nullglob nocaseglob
    files=(drop/*.csv drop/*.tsv drop/*.xlsx drop/*.ods drop/*.json drop/*.jsonl)
    shopt -u nullglob nocaseglob
}

# The option that has exports of other systems read by the maps in maps, if that is there, in the array maps.
find_maps() {
    maps=()
    [[ ! -d maps ]] || maps=(--maps=maps)
}

# done_with FILE...: were imported.
done_with() {
    local file
    for file; do
        mv --backup=numbered "$file" "done/${file#drop/}"
    done
}

# tell FILE: mails it (a subject line, an empty line, the text) to $MAILTO, or prints it where nobody is named.
tell() {
    if [[ -n ${MAILTO:-} ]] && command -v sendmail >/dev/null; then
        {
            printf 'To: %s\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n' "$MAILTO"
            subject=$(head -n 1 "$1")
            if [[ $subject == *[^\ -~]* ]]; then # a header is ASCII (RFC 2047)
                subject="Subject: =?UTF-8?B?$(printf %s "${subject#Subject: }" | base64 -w 0)?="
            fi
            printf '%s\n' "$subject"
            tail -n +2 "$1"
        } | sendmail -t
    else
        cat "$1"
    fi
}

# Whether people are told in Chinese: by $CX_LANG, the database's setting, the locale, as the programs do.
is_chinese() {
    local name=${CX_LANG:-}
    if [[ -z $name ]]; then
        name=$(cx-report -q -f csv --sql <(echo "SELECT value FROM settings WHERE name = 'language'") 2>/dev/null | sed -n 2p) || true
    fi
    [[ ${name:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} == zh* ]]
}
