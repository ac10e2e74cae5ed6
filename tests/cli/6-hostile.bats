#!/usr/bin/env bats
# Names that want more than to be read: formulas, HTML, sequences of a terminal, marks that turn the
# direction, lines, 64 KiB. In every format they are text, and none of them gets through to what shows it.

load helper

ESC=$'\x1b' TURN=$'\xe2\x80\xae'

# Eight teams, each with one person, who have such names.
hostile_db() {
    skip_without node nodejs
    node -e '
        const names = [
            "\x1b[2J\x1b]0;owned\x07\x9b31m", "=HYPERLINK(\"http://x.invalid\",\"x\")",
            "<script>alert(1)</script><img src=x onerror=alert(1)>", "a\u202egpj.exe\u2066b",
            "one\ntwo\rthree | four `five` [six](javascript:alert(1))", "x".repeat(65000),
            "@SUM(1+9)*cmd|\x27 /C calc\x27!A0", "\x27; DROP TABLE teams; --"];
        const quote = (s) => "\"" + s.replace(/"/g, "\"\"") + "\"";
        const fs = require("fs");
        fs.writeFileSync("teams.csv", "team_id,name\n" +
            names.map((s, i) => `T0${i + 1},${quote(s)}\n`).join(""));
        fs.writeFileSync("employees.csv", "employee_id,name,team_id,hired_on\n" +
            names.map((s, i) => `E${i + 1},${quote(s)},T0${i + 1},2026-01-01\n`).join(""));'
    import teams.csv employees.csv "$DEMO"/plan/{measures,metrics,scorecards,stages,tiers}.csv
}

# What no output may hold, whatever its format: escape, C1, DEL, bell, overrides and isolates.
no_hidden() {
    # shellcheck disable=SC2016
    run -1 env LC_ALL=C grep -aEq $'\x1b|\xc2[\x80-\x9f]|\x7f|\a|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]' "$1"
}

@test "names are text in every format, and hidden characters are seen or gone" {
    local format command
    hostile_db
    for format in csv tsv json jsonl table md html xlsx; do
        for command in 'report ranking -p 2026-10 --top=0' 'report team -p 2026-10' 'score -p 2026-10' \
            'report promotion -p 2026-10'; do
            # shellcheck disable=SC2086
            "$CX_BIN"/cx-$command -f $format -o out 2>said
            no_hidden said
            if [[ $format == xlsx ]]; then
                unzip -p out >cells
                no_hidden cells
                run -1 grep -aq '<f>' cells
            else
                no_hidden out
            fi
            rm out
        done
    done
    "$CX_BIN/cx-score" -p 2026-10 --metrics=contacts -f table -o out 2>said
    grep -qF '\x1b[2J\x1b]0;owned\a\x9b31m' out
    grep -qF 'a\u202egpj.exe\u2066b' out
    "$CX_BIN/cx-score" -p 2026-10 --metrics=contacts -f json -o out 2>said
    node -e 'const rows = JSON.parse(require("fs").readFileSync("out"));
        const name = (id) => rows.find((row) => row.employee_id === id).name;
        if (name("E1") !== "\x1b[2J\x1b]0;owned\x07\x9b31m" || name("E4") !== "a\u202egpj.exe\u2066b") process.exit(1)'
    "$CX_BIN/cx-score" -p 2026-10 --metrics=contacts -f csv -o out 2>said
    grep -qF "'=HYPERLINK" out
    grep -qF "'@SUM" out
    "$CX_BIN/cx-score" -p 2026-10 --metrics=contacts -f html -o out 2>said
    run -1 grep -Eq '<script>alert|<img src=x|[^x]javascript:alert\(1\)">' out
}

@test "pages, statements, explanations and messages hide nothing either" {
    hostile_db
    "$CX_BIN/cx-report" dashboard -p 2026-10 -o page.html 2>said
    no_hidden page.html
    run -1 grep -q '<script>alert' page.html
    "$CX_BIN/cx-report" workbook -p 2026-10 -o book.xlsx 2>said
    unzip -p book.xlsx >cells
    no_hidden cells
    for n in 1 3 4 5; do
        "$CX_BIN/cx-bonus" -p 2026-10 --explain=E$n >text 2>said || true
        no_hidden text
        no_hidden said
        "$CX_BIN/cx-score" -p 2026-10 --explain=E$n >text 2>said || true
        no_hidden text
        no_hidden said
    done
    cx report "${ESC}[31mx" -p 2026-10
    echo "$stderr" >said
    no_hidden said
    csv rows.csv account_id,customer_id,due_on,amount "A1,C1,${ESC}[2J${TURN},5"
    cx import -k accounts rows.csv
    echo "$stderr" >said
    no_hidden said
}

@test "a browser, a spreadsheet and a terminal show them as text" {
    skip_without soffice libreoffice-calc-nogui
    hostile_db
    "$CX_BIN/cx-score" -p 2026-10 --metrics=contacts -o out.xlsx 2>said
    must timeout 100 soffice -env:UserInstallation="file://$PWD/profile" --headless --convert-to csv out.xlsx
    grep -qF '=HYPERLINK(' out.csv
    grep -qF '@SUM(1+9)' out.csv
    skip_without script bsdutils
    script -qec "$CX_BIN/cx-score -p 2026-10 --metrics=contacts" typed >/dev/null 2>&1 </dev/null
    run -1 grep -aqE $'\x1b\\[2J|\x1b\\]0|\xc2\x9b|\xe2\x80\xae' typed
}
