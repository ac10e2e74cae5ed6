# The language of what people read, and that machines read the same in each.

setup() {
    load helper
    start
    unset CX_LANG
}

# help_in LANGUAGE [NAME=VALUE...]: --help is in it.
help_in() {
    local said
    said=$(env "${@:2}" "$CX_BIN/cx-score" --help) || return 1
    case $1 in
    en) [[ $said == *'print this text'* && $said != *显示* ]] ;;
    zh) [[ $said == *显示本帮助* && $said != *'print this'* ]] ;;
    esac
}

@test "language: --lang, then CX_LANG, then the locale" {
    help_in en
    help_in zh LC_ALL=zh_CN.UTF-8
    help_in zh LC_ALL= LANG=zh_CN
    help_in zh LC_ALL= LC_MESSAGES=zh_CN.GB18030 LANG=en_US.UTF-8
    help_in zh LANGUAGE=fr:zh_CN:en
    help_in en LANGUAGE=zh_CN LC_ALL=C
    help_in en LC_ALL=zh_TW.UTF-8
    help_in en LC_ALL=zh_CN.UTF-8 CX_LANG=en
    help_in zh CX_LANG=zh
    cx score --help --lang=zh_CN
    [[ $output == *显示本帮助* ]]
    CX_LANG=zh_CN cx score --help --lang en
    [[ $output == *'print this text'* ]]
}

@test "language: one that there is not is refused" {
    cx score --lang=fr
    expect 2 '' "cx-score: --lang: there is no language \"fr\": use one of en, zh_CN
Try 'cx-score --help'."
    CX_LANG=tlh cx score -p 2026-10
    expect 2 '' 'cx-score: $CX_LANG: there is no language "tlh"*'
    csv settings.csv name,value language,klingon
    cx import settings.csv
    expect 1 '' '*settings.csv:2: value: *klingon*is no language that there is: use en or zh_CN*'
}

@test "language: the database's setting counts before the locale" {
    small_db
    csv settings.csv name,value language,zh_CN
    import settings.csv
    cx report ranking -p 2026-10 -f html
    [[ $output == *'lang="zh-CN"'* ]]
    CX_LANG=en cx report ranking -p 2026-10 -f html
    [[ $output == *'lang="en"'* ]]
    cx report --lang=en ranking -p 2026-10 -f html
    [[ $output == *'lang="en"'* ]]
    LC_ALL=en_US.UTF-8 cx report ranking -p 2026-10 -f html
    [[ $output == *'lang="zh-CN"'* ]]
}
