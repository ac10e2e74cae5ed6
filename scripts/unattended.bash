# What hourly, monthly and anchor share; they source it, having set self to their name.
# shellcheck shell=bash

# The programs of the same install, which cron's PATH may lack.
# shellcheck disable=SC2154
PATH=$PATH:$here/../../bin

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
        'looking for refused files') echo 查看被拒绝的文件 ;;
        'looking for seals') echo 查看封账记录 ;;
        'comparing the sealed sheet') echo 比对封账后的奖金表 ;;
        'printing the sealed sheet') echo 输出封账后的奖金表 ;;
        'removing old outputs') echo 删除旧的输出 ;;
        'telling it') echo 告知 ;;
        *) echo "$step" ;;
    esac
}

# One of these scripts at a time works in a folder; another one is waited for. The lock is held until every program
# started here has ended.
lock() {
    exec 9>.cx.lock
    flock -w 600 9 || { step=end; status=3 fail "another run is working in $PWD: nothing was done" "另一次运行正在 $PWD 中进行：什么也没做"; }
    locked=yes
}

# What a run has taken from drop, so that a file that is renamed into drop meanwhile is the next one to be imported. It
# lies in drop, for only within a file system is a file moved at once.
taken=drop/.taken

# must_list FOLDER: what cannot be listed would pass for empty.
must_list() {
    [[ ! -e $1 || -d $1 && -r $1 && -x $1 ]] ||
        fail "$PWD/$1 is no folder that $(id -un) can read: see whose it is" "$PWD/$1 不是用户 $(id -un) 能读取的文件夹：请查看其所有者和权限"
}

# Files to import, in the array files: those that a killed run took, and those that lie in drop, complete. What else
# lies there, other than folders, is in others.
find_files() {
    local file
    must_list drop
    must_list "$taken"
    [[ ! -L $taken ]] || fail "$PWD/$taken is a link, which cx doesn't make: remove it" "$PWD/$taken 是链接，不是 cx 创建的：请删除"
    files=() others=()
    shopt -s nullglob
    for file in "$taken"/* drop/*; do
        if [[ ${file,,} =~ \.(csv|tsv|tab|txt|xlsx|xlsm|xlsb|xls|ods|json|jsonl|ndjson)$ ]]; then
            if [[ -f $file && -r $file && ! -L $file ]]; then files+=("$file"); else others+=("${file##*/}"); fi
        elif [[ ! -d $file ]]; then
            others+=("${file##*/}")
        fi
    done
    shopt -u nullglob
}

# How files were when they were taken; and by name those that were written to since, which are not complete.
declare -A as_taken growing
state_of() { stat -c '%s %y' "$1"; }
is_growing() { [[ $(state_of "$1") != "${as_taken[$1]}" ]]; }

# leave FILE: is for the next run.
leave() {
    growing[${1##*/}]=yes
    mv -n "$1" drop
    say 4 "${1##*/} was written to while it was imported: it is in drop again, for the next run" \
        "${1##*/} 在导入期间仍被写入：已放回 drop，留待下次运行"
}

# Takes them, and has them in files, or is false where there are none. Of two with one name the killed run's goes first.
# As a condition it is not under set -e: what fails ends the run here.
take_files() {
    local file
    find_files
    mkdir -p "$taken" || exit
    for file in "${files[@]}"; do
        [[ -e $taken/${file##*/} || ${growing[${file##*/}]:-} ]] || mv "$file" "$taken" || exit
    done
    files=()
    for file in "$taken"/*; do
        [[ -f $file && ! -L $file ]] || continue # was put there by others
        files+=("$file")
        as_taken[$file]=$(state_of "$file") || exit
    done
    ((${#files[@]} > 0))
}

# When a run ends: what it took and did not import is in drop again, unless another one of that name is there.
put_back() {
    [[ -n ${locked:-} ]] || return 0
    find "$taken" -type f -exec mv -n -t drop {} + 2>/dev/null || true
    rmdir "$taken" 2>/dev/null || true
}

# import FILE...: those that were taken. What cx-import says is in $new/reason, about files in drop.
import() {
    local code=0
    cx-import -q "${maps[@]}" "$@" 2>"$new/said" || code=$?
    ((code == 0)) || [[ -s $new/said ]] ||
        say 3 "cx-import ended with status $code and left no message: is the disk full?" \
            "cx-import 以状态 $code 结束，没有留下消息：磁盘满了吗？"
    sed "s,^cx-import: $taken/,cx-import: drop/," "$new/said" >"$new/reason" || exit
    return "$code"
}

# The option that has exports of other systems read by the maps in maps, if that is there, in the array maps.
find_maps() {
    maps=()
    [[ ! -d maps ]] || maps=(--maps=maps)
}

# short_name NAME: one that leaves room for what is put behind it; a file system takes 255 bytes.
short_name() {
    local LC_ALL=C name=$1
    if ((${#name} > 230)); then
        name=${name:0:200}
        [[ $name != *[$'\x80'-$'\xff'] ]] || name=${name%[$'\xc0'-$'\xff']*} # the last character may be cut
        name+=.${1##*.}
    fi
    printf '%s\n' "$name"
}

# done_with FILE...: were imported.
done_with() {
    local file
    for file; do
        ! is_growing "$file" || { leave "$file"; continue; }
        forget_reasons "${file##*/}"
        mv --backup=numbered "$file" "done/$(short_name "${file##*/}")"
    done
}

# forget_reasons NAME: why such files were refused is settled, once none of them is left.
forget_reasons() {
    local file
    for file in "refused/$1" "refused/$1".~*~; do
        [[ ! -e $file ]] || return 0
    done
    for file in "refused/$1.txt" "refused/$1.txt".~*~; do
        if [[ -f $file ]] && grep -q '^cx-import: ' "$file"; then
            rm "$file"
        fi
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
        } | sendmail -i -t 9>&- # a line of one dot is not the end; what it leaves at work holds no lock
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
