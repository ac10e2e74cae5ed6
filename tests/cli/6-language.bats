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

# Also where -f, whose default in a pipe is CSV, is not given.
@test "language: what is said of a month that has not ended is in the language of the page" {
    small_db
    local page
    cx bonus -p 2026-10 --explain=E1 --as-of=2026-10-20 --lang=zh_CN
    [[ $output == '# '*'2026-10 的奖金，暂计至 2026-10-20'* ]] || { echo "$output"; false; }
    cx bonus -q -p 2026-10 --statements=pages --as-of=2026-10-20 --lang=zh_CN
    expect 0 '' ''
    for page in pages/*.html; do
        ! grep provisional "$page" || return 1
    done
    cx report dashboard -p 2026-10 --as-of=2026-10-20 --lang=zh_CN
    [[ $output != *provisional* ]]
}

demo_db() {
    import -q "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
}

# What the programs show of the sample company, a command a line.
views() {
    cat <<'VIEWS'
score -p 2026-10
score -p 2026-10 --long
score -p 2026-10 --by=team
score -p 2026-10 --explain=E003
score -p 2026-10 --correlate=recovery_rate
score -p 2026-10 --suggest-weights=recovery_rate
bonus -p 2026-10
bonus -p 2026-10 --lines
bonus -p 2026-10 --by=team
bonus -p 2026-10 --per=person
bonus -p 2026-10 --check
bonus --lint
assign -n
assign --risk
assign --release -n
assign --worklist --as-of=2026-11-02T10:00
report ranking -p 2026-10
report team -p 2026-10
report trend -p 2026-10
report progress -p 2026-10 --as-of=2026-10-20
report alerts -p 2026-10
report channel -p 2026-10
report skills -p 2026-10
report aging -p 2026-10
report customers -p 2026-10
report compliance -p 2026-10
report promotion -p 2026-10
report training -p 2026-10
score -p 2026-10 --trend=3
report account A00001
report --list
VIEWS
}

# … of its other options, and of a month that is sealed.
sealed_views() {
    cat <<'VIEWS'
bonus -p 2026-10
bonus -p 2026-10 --pay
bonus -p 2026-10 --recompute
bonus -p 2026-10 --with=rules=new.csv
bonus --verify
report audit
report customer C00001
report trend -p 2026-10 --per=employee
report ranking -p 2026-10 --per=scorecard
report ranking -p 2026-10 --by=recovery_rate
report progress -p 2026-10 --team=T01
assign --worklist --employee=E020 --as-of=2026-11-02T10:00
assign --infer -n
assign --fit -n
assign --targets=company:recovered_amount:2026-11=1200000 -n
import --list
import --template=rules
import --export=rules
score -p 2026-10 --by=company
VIEWS
}

# in_each FORMAT [VIEWS]: the views in both languages, as files en/N and zh_CN/N.
in_each() {
    local language view n
    for language in en zh_CN; do
        mkdir -p "$language"
        n=10
        while read -r view; do
            # shellcheck disable=SC2086
            "$CX_BIN"/cx-$view -f "$1" --lang=$language >$language/$n 2>$language/$n.said || true
            n=$((n + 1))
        done < <("${2:-views}")
    done
}

@test "language: what machines read has the same bytes in each" {
    demo_db
    for format in csv json; do
        in_each $format
        for file in en/??; do
            assert_same "$file" "zh_CN/${file#en/}"
        done
    done
    [[ $(cat zh_CN/*.said) == *暂计* ]]
}

# no_words FILE WORDS: none of these words, which are cx's own, is a cell of it.
no_words() {
    [[ -s $1 ]]
    run -1 grep -nE "(^|  )($2)(  |$)" "$1"
}

@test "language: … of a sealed month, too, and of options" {
    demo_db
    head -2 "$DEMO/plan/rules.csv" >new.csv
    local month format file
    for month in 2026-08 2026-09 2026-10; do
        must "$CX_BIN"/cx-bonus -q -p $month --close
    done
    for format in csv json; do
        must "$CX_BIN"/cx-bonus -p 2026-10 --pay # the first time it marks the month, and says so in the log
        in_each $format sealed_views
        for file in en/??; do
            assert_same "$file" "zh_CN/${file#en/}"
        done
        equal "$(find en -name '??' -empty)" ''
    done
    in_each table sealed_views
    no_words zh_CN/12 'per_unit|rate|tier|coefficient|amount|pool' # --recompute
    no_words zh_CN/14 'close|pay|reopen'                           # --verify
    no_words zh_CN/23 'mark|calibration|term|brier|intercept'      # --fit
}

@test "language: what people read has the same figures in each, and no English in Chinese" {
    figures() {
        grep -oE '[0-9]+([.,:-][0-9]+)*' "$1" | sort
    }
    demo_db
    in_each table
    for file in en/??; do
        diff <(figures "$file") <(figures "zh_CN/${file#en/}")
    done
    no_words zh_CN/14 'holds_zero|recovery_rate'         # --correlate
    no_words zh_CN/33 'not_due|no_stage|paid|closed|new' # aging
    no_words zh_CN/37 score                              # training
    # two English words side by side, but for code and words of the plan
    run -1 grep -nE '[a-z]{3,} [a-z]{2,}' <(sed -E \
        's/`[^`]*`//g; s/cx-[a-z]+( [-a-z]+)*//g; s/条件 .*//; s/mode marginal|(legal|manager) (visit|phone)//g' zh_CN/*)
}

@test "language: the headings of a CSV stay as they are" {
    printf 'employee_id,role,score,rank\nE1,collector,1.5,1\n' >scores.csv
    CX_LANG=zh_CN cx report - -f table <scores.csv
    [[ ${lines[0]} == 'employee_id  role '*' score  rank' ]] || {
        echo "${lines[0]}"
        return 1
    }
}

# heads HEADING...: the columns of $output, in Chinese, are headed by these, among others.
heads() {
    local heading
    for heading; do
        [[ "  ${lines[0]}  " == *"  $heading  "* ]] || {
            echo "no $heading: ${lines[0]}"
            return 1
        }
    done
}

@test "language: Chinese headings say what stands below them" {
    demo_db
    export CX_LANG=zh_CN
    cx report progress -p 2026-10 --as-of=2026-10-20 -f table
    heads 目前应完成 完成率 目前应完成率 预测 预测下限 预测上限
    cx report skills -p 2026-10 -f table
    heads 下限 上限
    cx report promotion -p 2026-10 -f table
    heads 名次 参评人数
    cx report compliance -p 2026-10 -f table
    heads 旧规则有效至
    must "$CX_BIN/cx-bonus" -q -p 2026-08 --close
    cx bonus -p 2026-08 --recompute -f table
    heads 是否追补
}

@test "language: findings that are messages elsewhere have the same bytes in csv" {
    csv rules.csv rule_id,seq,kind,amount,valid_from R,1,amount,1.00,2026-10-10
    import -q rules.csv
    cx bonus --lint -p 2026-10 -f csv --lang=en
    local english=$output
    [[ $english == *'inside a month'* ]]
    cx bonus --lint -p 2026-10 -f csv --lang=zh_CN
    equal "$output" "$english"
    cx bonus --lint -p 2026-10 -f table --lang=zh_CN
    [[ $output == *在月中* && $output != *inside* ]]
}

@test "language: help is whole" {
    for program in import assign score bonus report; do
        CX_LANG=zh_CN cx $program --help
        run -1 grep -nE '[a-z]{3,} [a-z]{2,} [a-z]{2,}' <<<"$output"
    done
}

@test "language: seals and what they are checked by are the same in each" {
    demo_db
    cp cx.db zh.db
    for month in 2026-08 2026-09 2026-10; do
        must "$CX_BIN"/cx-bonus -p $month --close -f table --lang=en
        must "$CX_BIN"/cx-bonus -d zh.db -p $month --close -f table --lang=zh_CN
    done
    local texts="SELECT * FROM seal_texts WHERE name <> 'inputs'" # which have the hash of the log, and so this test's commands
    equal "$(sql "$texts" zh.db)" "$(sql "$texts")"
    must "$CX_BIN"/cx-bonus -d zh.db --verify -f table --lang=zh_CN
    "$CX_BIN"/cx-bonus -p 2026-10 --lines -f csv --lang=en >en.csv
    "$CX_BIN"/cx-bonus -d zh.db -p 2026-10 --lines -f csv --lang=zh_CN >zh.csv
    assert_same en.csv zh.csv
    CX_LANG=zh_CN cx bonus -p 2026-10 --lines -f table
    [[ $output == *催收员* || $output == *'天中的'* ]]
}
