# What hourly, monthly and anchor share; they source it, having set self to their name.
# shellcheck shell=bash

# say PRIORITY TEXT CHINESE: to stderr; the journal reads the priority before it (3 error, 4 warning, 6 information).
say() {
    local text=$2
    ! is_chinese || text=$3
    [[ -z ${JOURNAL_STREAM:-} ]] || printf '<%s>' "$1" >&2
    printf '%s: %s\n' "$self" "$text" >&2
}

# fail TEXT CHINESE: ends with $status, or 1.
fail() {
    say 3 "$1" "$2"
    exit "${status:-1}"
}

# What failed, $step; a program's name is the same in both languages.
step_in_chinese() {
    case $step in
        start) echo 开始 ;;
        'import of the files in drop') echo '导入 drop 中的文件' ;;
        'telling what is new') echo 告知新情况 ;;
        'moving imported files to done') echo '将已导入的文件移到 done' ;;
        'looking for refused files') echo 查看被拒绝的文件 ;;
        'looking for seals') echo 查看封账记录 ;;
        'comparing the sealed sheet') echo 比对封账后的奖金表 ;;
        'printing the sealed sheet') echo 输出封账后的奖金表 ;;
        'removing old outputs') echo 删除旧的输出 ;;
        'telling it') echo 告知 ;;
        *) echo "$step" ;;
    esac
}

# One of these scripts at a time works in a folder: lock SECONDS, the longest wait for another one. It is held
# until every program started here has ended.
lock() {
    exec 9>.cx.lock
    flock -w "$1" 9 || { step=end; status=3 fail "another run is working in $PWD: nothing was done" "另一次运行正在 $PWD 中进行：什么也没做"; }
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

# Whether people are told in Chinese: as the programs do it, which know where to look. A report reads the database's
# setting as well; the list of reports is there without a database.
is_chinese() {
    local heads
    heads=$(cx-report -q audit -p 1970-01-01 -f md 2>/dev/null || cx-report --list -f md 2>/dev/null) || true
    [[ $heads == "| 序号"* || $heads == "| 报表"* ]]
}
