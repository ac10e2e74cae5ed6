# The starter plan (scripts/starter): its month as worked out by hand, the same in both languages.

load helper

STARTER=$CX_SOURCE/scripts/starter

# Commission in tiers of 2, 3 and 4 %; a fifth of the salary by score, by days; a fifth off the commission below 95 %.
@test "the starter plan pays what its month earns" {
    cx import -q "$STARTER"/en/*.csv "$STARTER"/data/*.csv
    expect 0 "" ""
    "$CX_BIN/cx-bonus" -p 2026-10 --lines | cut -d, -f2,6,8,9,11 | tail -n +2 >lines
    assert_same lines - <<'END'
E1,commission,60000.00,,1700.00
E1,kpi,1000.00,1.230000,1230.00
E2,commission,21000.00,,430.00
E2,kpi,1000.00,0.900000,900.00
E2,compliance,430.00,0.800000,-86.00
E3,commission,9000.00,,180.00
E3,kpi,1200.00,0.867000,1040.40
E4,commission,5000.00,,100.00
E4,kpi,1000.00,0.884668,884.67
E5,commission,0.00,,0.00
E5,kpi,1000.00,0.375000,193.55
END
}

@test "there is nothing to say against the starter plan" {
    import "$STARTER"/en/*.csv "$STARTER"/data/*.csv
    cx bonus --lint
    expect 0 "severity,check,kind,rule_id,finding,advice" ""
}

@test "in Chinese the starter plan is the same but for its titles and the scorecard's name" {
    import -d en.db "$STARTER"/en/*.csv "$STARTER"/data/*.csv
    import -d zh.db "$STARTER"/zh/*.csv "$STARTER"/data/*.csv
    for command in "score --long" "bonus --per=post" "bonus --lines" "report progress"; do
        # shellcheck disable=SC2086
        "$CX_BIN"/cx-${command%% *} -d en.db -p 2026-10 ${command#* } -f csv >en.csv
        # shellcheck disable=SC2086
        "$CX_BIN"/cx-${command%% *} -d zh.db -p 2026-10 ${command#* } -f csv | sed 's/,催收员,/,collector,/' >zh.csv
        assert_same zh.csv en.csv
        [[ $(wc -l <zh.csv) -ge 2 ]]
    done
    cx bonus -d zh.db -p 2026-10 -f table
    expect 0 "*回款提成*绩效奖*合规率低于95%扣减*" ""
}
