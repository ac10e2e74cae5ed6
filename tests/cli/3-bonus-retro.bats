# cx-bonus: what comes late for a sealed month is put right in the next one, once. All amounts here are worked
# out by hand, in the comments.

load helper

# Three people: 2 % of what they recover, a fifth less where less than 80 % of the contacts are clean, 300 for whoever
# is in T2, and 500 for the best, which is not recomputed. In October
#   E1 recovered 15000: 300.00
#   E2 recovered  4000:  80.00
#   E3 recovered 20000: 400.00, T2: 300.00, best: 500.00
# and P5 came in on an account that nobody held.
setup() {
    start
    export CX_TODAY=2027-02-28 # months are asked for until then
    csv teams.csv team_id,kind T1,phone T2,phone
    csv employees.csv employee_id,since,name,team_id,hired_on E1,2026-01-01,Ann,T1,2026-01-01 \
        E2,2026-01-01,Bob,T1,2026-01-01 E3,2026-01-01,Cid,T2,2026-01-01
    csv accounts.csv account_id,due_on,amount A1,2026-06-01,90000 A2,2026-06-01,90000 A3,2026-06-01,90000 A9,2026-06-01,90000
    csv assignments.csv account_id,employee_id,from A1,E1,2026-06-01 A2,E2,2026-06-01 A3,E3,2026-06-01
    csv contacts.csv contact_id,account_id,employee_id,started_at,channel,outcome \
        C1,A1,E1,2026-10-05,phone,talked C2,A1,E1,2026-10-06,phone,talked C3,A2,E2,2026-10-05,phone,talked
    csv payments.csv payment_id,account_id,paid_at,amount,reverses \
        P1,A1,2026-10-10,10000, P2,A1,2026-10-20,5000, P3,A2,2026-10-12,4000, P4,A3,2026-10-13,20000, P5,A9,2026-10-14,1000,
    csv measures.csv measure_id,fact,unit,value,where recovered,payment,money,amount, contacts,contact,count,1, \
        'clean,contact,count,1,complained = 0'
    csv rules.csv rule_id,seq,kind,for_team,when,basis,rate,amount,top_n,applies_to comm,1,rate,,,recovered,0.02,,, \
        'dirty,2,coefficient,,clean / contacts < 0.8,,0.8,,,comm' team,3,amount,T2,,,,300,, best,4,rank,,,recovered,,500,1,
    import ./*.csv
}

close() {
    must "$CX_BIN/cx-bonus" -q -p "$1" --close --as-of=2027-03-01
}

# late PERIOD: its retro and carry lines.
late() {
    "$CX_BIN/cx-bonus" -p "$1" --lines >lines.csv || return 1
    grep -E ',(retro|carry),' lines.csv | cut -d, -f2,6,7,11- || true
}

# totals PERIOD: employee and total, a row a person.
totals() {
    "$CX_BIN/cx-bonus" -p "$1" --per=person >people.csv || return 1
    tail -n +2 people.csv | awk -F, '{ print $2 " " $NF }'
}

# What arrives in November:
#   P1 bounced on 28 October            E1 recovered 5000: 100.00
#   a complaint about C1 is upheld      E1: one of two contacts is clean: -20.00       80.00 - 300.00 = -220.00
#   P6, of 30 October, is found         E2 recovered 7000: 140.00
#   E2 was in T2 from the start         E2: 300.00                                     440.00 -  80.00 = +360.00
#   P5, which earned nobody anything, is refunded
late_data() {
    csv payments.csv payment_id,account_id,paid_at,amount,reverses P1R,A1,2026-10-28,-10000,P1 P6,A2,2026-10-30,3000, \
        P5R,A9,2026-10-29,-1000,P5
    csv complaints.csv complaint_id,employee_id,contact_id,at,upheld M1,E1,C1,2026-10-07,yes
    csv employees.csv employee_id,since,name,team_id,hired_on E2,2026-01-01,Bob,T2,2026-01-01
    import payments.csv complaints.csv employees.csv
}

right='E1,2026-10,retro,-220.00,"comm 100.00 instead of 300.00 (on 5000.00 instead of 15000.00), dirty -20.00 instead of 0.00"
E2,2026-10,retro,360.00,"comm 140.00 instead of 80.00 (on 7000.00 instead of 4000.00), team 300.00 instead of 0.00"'

@test "November's sheet has exactly the differences, and October's stays as it is" {
    equal "$(totals 2026-10)" $'E1 300.00\nE2 80.00\nE3 1200.00'
    close 2026-10
    equal "$(late 2026-11)" ''
    late_data
    equal "$(late 2026-11)" "$right"
    equal "$(totals 2026-10)" $'E1 300.00\nE2 80.00\nE3 1200.00'
    # In November E1 recovers 8000: 160.00 and best 500.00; all are in T2 but E1
    csv payments.csv payment_id,account_id,paid_at,amount P7,A1,2026-11-10,8000
    import payments.csv
    equal "$(totals 2026-11)" $'E1 440.00\nE2 660.00\nE3 300.00'
    equal "$("$CX_BIN/cx-bonus" -p 2026-11 | cut -d, -f2,12-)" \
        $'employee_id,retro,adjustment,awards,total\nE1,-220.00,,,440.00\nE2,360.00,,,660.00\nE3,,,,300.00'
    # through the pipe too, and in no other month
    equal "$("$CX_BIN/cx-score" -p 2026-11 | "$CX_BIN/cx-bonus" - | sha256sum)" "$("$CX_BIN/cx-bonus" -p 2026-11 | sha256sum)"
    equal "$(late 2026-12)" ''
    equal "$(late 2026-Q4)" ''
    equal "$(late 2026-09)" ''
}

@test "sealed again, nothing is paid or taken back twice" {
    close 2026-10
    late_data
    csv payments.csv payment_id,account_id,paid_at,amount P7,A1,2026-11-10,8000
    import payments.csv
    close 2026-11
    equal "$(late 2026-11)" "$right"
    equal "$(late 2026-12)" ''
    # P6 bounces as well, and the complaint turns out to be none: 140.00 → 80.00, -20.00 → 0.00
    csv payments.csv payment_id,account_id,paid_at,amount,reverses P6R,A2,2026-10-31,-3000,P6
    csv complaints.csv complaint_id,employee_id,contact_id,at,upheld M1,E1,C1,2026-10-07,no
    import payments.csv complaints.csv
    equal "$(late 2026-12)" 'E1,2026-10,retro,20.00,comm 100.00 instead of 300.00 (on 5000.00 instead of 15000.00); -220.00 was put right before
E2,2026-10,retro,-60.00,team 300.00 instead of 0.00; 360.00 was put right before'
    close 2026-12
    close 2027-01
    # four months back is too long ago
    csv payments.csv payment_id,account_id,paid_at,amount P8,A3,2026-10-31,100
    import payments.csv
    equal "$(late 2027-02)" ''
    csv settings.csv name,value retro_months,4
    import settings.csv
    equal "$(late 2027-02)" 'E3,2026-10,retro,2.00,comm 402.00 instead of 400.00 (on 20100.00 instead of 20000.00)'
    cx bonus -q --verify
    expect 0 '*' ''
}

@test "--recompute: sealed and recomputed, by person and rule" {
    close 2026-10
    late_data
    cx bonus -p 2026-10 --recompute
    expect 0 'period,employee_id,name,rule_id,kind,retro,sealed,recomputed,difference
2026-10,E1,Ann,comm,rate,yes,300.00,100.00,-200.00
2026-10,E1,Ann,dirty,coefficient,yes,0.00,-20.00,-20.00
2026-10,E2,Bob,comm,rate,yes,80.00,140.00,60.00
2026-10,E2,Bob,team,amount,yes,0.00,300.00,300.00
2026-10,E3,Cid,comm,rate,yes,400.00,400.00,0.00
2026-10,E3,Cid,team,amount,yes,300.00,300.00,0.00
2026-10,E3,Cid,best,rank,no,500.00,500.00,0.00' ''
}

@test "the plan that was sealed is what counts, and stays the plan that is" {
    close 2026-10
    late_data
    csv rules.csv rule_id,seq,kind,basis,rate comm,1,rate,recovered,0.5 extra,9,rate,recovered,1
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,'3 * amount'
    csv settings.csv name,value churn_days,10
    csv payments.csv payment_id,account_id,paid_at,amount P7,A1,2026-11-10,8000
    import rules.csv measures.csv settings.csv payments.csv
    equal "$(late 2026-11)" "$right"
    close 2026-11
    equal "$(late 2026-11)" "$right"
    equal "$(late 2026-12)" ''
    equal "$(sql "SELECT rate FROM rules WHERE rule_id = 'comm'")" 0.5
}

@test "an event of November is November's" {
    close 2026-10
    csv payments.csv payment_id,account_id,paid_at,amount,reverses P4R,A3,2026-11-03,-20000,P4
    import payments.csv
    equal "$(late 2026-11)" ''
    equal "$(totals 2026-11)" $'E1 500.00\nE2 500.00\nE3 -100.00' # 300 - 2 % of 20000; the others are the best, with 0
}

@test "a total below zero goes to the next month by name, and no further than it must" {
    close 2026-10
    # E1 loses all: -300.00; in December they recover 10000: 200.00, and 500.00 as the best
    csv payments.csv payment_id,account_id,paid_at,amount,reverses P1R,A1,2026-10-28,-10000,P1 P2R,A1,2026-10-28,-5000,P2 \
        P9,A2,2026-11-05,100, P10,A1,2026-12-05,10000,
    import payments.csv
    equal "$(totals 2026-11)" $'E1 -300.00\nE2 502.00\nE3 300.00'
    close 2026-11
    cx bonus -p 2026-11 --pay -n --lang=zh_CN
    expect 0 '*E1,Ann,0.00*' '*合计 802.00；低于零的合计 -300.00 结转至 2026-12'
    cx bonus -p 2026-11 --pay
    expect 0 $'employee_id,name,amount\nE1,Ann,0.00\nE2,Bob,502.00\nE3,Cid,300.00' '*802.00 in all; -300.00 of totals below zero is carried to 2026-12'
    cx bonus --verify -f table --lang=zh_CN
    [[ $output == *'低于零的合计 -300.00 结转至 2026-12'* && $output != *carried* ]]
    equal "$(late 2026-12)" 'E1,2026-11,carry,-300.00,"carried from 2026-11, whose total was below zero"'
    equal "$(totals 2026-12)" $'E1 400.00\nE2 0.00\nE3 300.00'
    close 2026-12
    equal "$(late 2027-01)" ''
}

@test "a leaver's line has a row without a post" {
    close 2026-10
    late_data
    csv employees.csv employee_id,since,name,team_id,hired_on,left_on E1,2026-01-01,Ann,T1,2026-01-01,2026-10-31
    import employees.csv
    cx bonus -p 2026-11
    expect 0 $'*\n2026-11,E1,Ann,,,,,,,,,-220.00,,,-220.00' ''
    close 2026-11
    close 2026-12
    equal "$(late 2027-01)" 'E1,2026-12,carry,-220.00,"carried from 2026-12, whose total was below zero"'
}

@test "adjustments for a sealed month are refused, those that are there are not" {
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by X1,2026-10,E1,50,Phone,Boss
    import adjustments.csv
    close 2026-10
    cx import adjustments.csv
    expect 0 '' '*1 same*'
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by X1,2026-10,E1,60,Phone,Boss X2,2026-10,E2,1,More,Boss
    cx import adjustments.csv
    expect 1 '' 'cx-import: adjustments.csv:2: period: 2026-10 is sealed: use an open month, or reopen this one with cx-bonus --reopen (line 3 has the same error)
cx-import: 2 rows are bad: nothing was imported'
    equal "$(late 2026-11)" '' # an adjustment is no rule's
}

@test "what retro lines reach no more is said on import and listed by --check" {
    csv settings.csv name,value retro_months,1
    import settings.csv
    close 2026-10
    close 2026-11
    csv payments.csv payment_id,account_id,paid_at,amount L1,A1,2026-10-31,500 L2,A2,2026-10-01,-100 L3,A3,2026-11-30,50
    cx import payments.csv
    expect 0 '' '*payments.csv: 2 rows of 2026-10, 400.00 in all, too late for pay: the month is sealed, and retro_months (1)*'
    # November's is a retro line
    equal "$(late 2026-12)" 'E3,2026-11,retro,1.00,comm 1.00 instead of 0.00 (on 50.00 instead of 0.00)'
    cx bonus -p 2026-12 --check
    equal "$(grep ^too_late <<<"$output")" 'too_late,look,2,8.00,,,,,"E1 10.00, E2 -2.00: came too late for 2026-10, which is sealed and out of reach of retro_months (1): import adjustments, or raise retro_months"'
    # the same rows again bring nothing new; what is quiet says nothing
    cx import payments.csv
    [[ $stderr != *too\ late* ]]
    csv complaints.csv complaint_id,employee_id,contact_id,at,upheld M1,E1,C1,2026-10-07,yes
    cx import -q complaints.csv
    expect 0 '' ''
    # a complaint is late data as well: one of E1's two contacts is clean, 310.00 - 62.00
    cx bonus -p 2026-12 --check
    equal "$(grep ^too_late <<<"$output" | cut -d: -f1)" 'too_late,look,2,-54.00,,,,,"E1 -52.00, E2 -2.00'
    # with more months they are paid
    csv settings.csv name,value retro_months,2
    import settings.csv
    cx bonus -p 2026-12 --check
    equal "$(grep ^too_late <<<"$output")" ''
    equal "$(late 2026-12 | grep 2026-10 | cut -d, -f1-4)" $'E1,2026-10,retro,-52.00\nE2,2026-10,retro,-2.00'
}

@test "a month that is paid out is not said to be opened again" {
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by J1,2026-10,E1,5,x,M
    import adjustments.csv
    close 2026-10
    must "$CX_BIN/cx-bonus" -q -p 2026-10 --pay
    cx import --delete -k adjustments adjustments.csv
    expect 1 '' '*counts in 2026-10, which is sealed and paid out: import an adjustment of the opposite amount in an open month*'
    cx import --undo
    expect 1 '' "*can't be taken back: 2026-10 was sealed after it, and paid out: import what corrects the rows*"
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by J2,2026-10,E1,5,x,M
    cx import adjustments.csv
    expect 1 '' '*2026-10 is sealed and paid out: use an open month*'
}

@test "payments from before the first sealed month, and reversals of such, are said on import and by --check" {
    local said=', the first sealed month, %s in all, too late for pay: no month before it can be sealed; import adjustments*'
    csv settings.csv name,value reversal_day,original
    csv payments.csv payment_id,account_id,paid_at,amount L0,A1,2026-09-20,300
    import settings.csv payments.csv
    close 2026-10
    cx bonus -p 2026-11 --check
    equal "$(grep ^too_late <<<"$output")" ''
    csv payments.csv payment_id,account_id,paid_at,amount,reverses R0,A1,2026-11-10,-300,L0
    cx import payments.csv
    # shellcheck disable=SC2059 # that of said
    expect 0 '' "*payments.csv: 1 row from before 2026-10$(printf "$said" -300.00)"
    cx bonus -p 2026-11 --check
    equal "$(grep ^too_late <<<"$output")" 'too_late,look,,,,,,,"payments or reversals from before 2026-10, the first sealed month, came after it was sealed: import adjustments for what would have been paid"'
    cx bonus -p 2026-09 --check
    equal "$(grep ^too_late <<<"$output")" ''
    cx bonus -p 2026-10 --check
    equal "$(grep ^too_late <<<"$output")" ''
    # until the next month is sealed, or the import is taken back
    close 2026-11
    cx bonus -p 2026-12 --check
    equal "$(grep ^too_late <<<"$output")" ''
    csv payments.csv payment_id,account_id,paid_at,amount L9,A1,2026-07-20,300
    import payments.csv
    cx bonus -p 2026-12 --check
    [[ $(grep -c ^too_late <<<"$output") == 1 ]]
    must "$CX_BIN/cx-import" -q --undo
    cx bonus -p 2026-12 --check
    equal "$(grep ^too_late <<<"$output")" ''
}

@test "payments from before the first sealed month are said while one of their imports stays" {
    close 2026-10
    for day in 20 21; do
        csv payments.csv payment_id,account_id,paid_at,amount "L$day,A1,2026-09-$day,300"
        import payments.csv
    done
    first=$(sql 'SELECT min(seq) FROM (SELECT seq FROM journal ORDER BY seq DESC LIMIT 2)')
    must "$CX_BIN/cx-import" -q --undo="$first"
    cx bonus -p 2026-11 --check
    [[ $(grep -c ^too_late <<<"$output") == 1 ]]
}

@test "payments from before the first sealed month are said again when the month that was sealed since is opened" {
    said() { cx bonus -p "$1" --check; grep -c ^too_late <<<"$output"; }
    close 2026-10
    csv payments.csv payment_id,account_id,paid_at,amount L1,A1,2026-07-01,500
    import payments.csv
    close 2026-11
    equal "$(said 2026-12)" 0
    must "$CX_BIN/cx-bonus" -q -p 2026-11 --reopen='July was late'
    equal "$(said 2026-11)" 1
    close 2026-11
    equal "$(said 2026-12)" 0
    # what came since it was sealed, too; with no month sealed, July can be
    csv payments.csv payment_id,account_id,paid_at,amount L2,A1,2026-07-02,500
    import payments.csv
    for month in 2026-11 2026-10; do
        equal "$(said 2026-12)" 1
        must "$CX_BIN/cx-bonus" -q -p $month --reopen=again
    done
    close 2026-10
    equal "$(said 2026-11)" 0
}

@test "a payment from before the first sealed month is forgotten with its import, whatever came later" {
    said() { cx bonus -p 2026-11 --check; grep -c ^too_late <<<"$output"; }
    close 2026-10
    csv payments.csv payment_id,account_id,paid_at,amount L1,A1,2026-07-01,500
    import payments.csv
    first=$(sql 'SELECT max(seq) FROM journal')
    csv payments.csv payment_id,account_id,paid_at,amount L2,A3,2026-11-20,600
    import payments.csv
    equal "$(said)" 1
    must "$CX_BIN/cx-import" -q --undo="$first"
    equal "$(said)" 0
}

@test "what is changed in a sealed month is put right by retro lines there, wherever it goes" {
    close 2026-10
    cx bonus -p 2026-11 --check
    equal "$(grep -E '^(retro|too_late)' <<<"$output")" ''
    # P2 was of September, before all seals: E1 gives back 2 % of 5000; P3 was 400: E2 gives back 2 % of 3600
    csv payments.csv payment_id,account_id,paid_at,amount P2,A1,2026-09-20,5000 P3,A2,2026-10-12,400
    cx import payments.csv
    expect 0 '' '*payments.csv: 2 rows of 2026-10, which is sealed, were changed, by -8600.00 in all: what this changes in pay will be put right in 2026-11, by retro lines*'
    # what is of September now is paid by no month
    [[ $stderr == *'payments.csv: 1 row from before 2026-10, the first sealed month, 5000.00 in all, too late for pay:'* ]]
    cx bonus -p 2026-11 --check
    [[ $(grep -c ^too_late <<<"$output") == 1 ]]
    equal "$(grep ^retro <<<"$output")" 'retro,look,2,-172.00,,,,,"E1 -100.00, E2 -72.00: by retro lines, as data of 2026-10, which is sealed, is another now"'
    cx import payments.csv # once more
    [[ $stderr != *sealed* ]]
}

@test "late is also who is credited, who held, who was there, and what a review says" {
    csv settings.csv name,value retro_months,1
    import settings.csv
    close 2026-10
    close 2026-11
    looked_at() { sql 'SELECT coalesce(group_concat(period), "") FROM (SELECT period FROM stale_months ORDER BY period)'; }
    csv credits.csv payment_id,employee_id,share P1,E2,1
    csv assignments.csv account_id,employee_id,from A9,E3,2026-10-14 A1,E1,2026-06-01
    csv reviews.csv contact_id,verdict,reviewer,at C3,violation,Boss,2026-12-02
    csv employees.csv employee_id,since,name,team_id,hired_on E2,2026-10-31,Bob,T2,2026-01-01
    csv payments.csv payment_id,account_id,paid_at,amount L3,A3,2026-12-01,50
    cx import payments.csv
    expect 0 '' 'cx-import: 1 row read, 1 new*'
    [[ $stderr != *too\ late* ]]
    equal "$(looked_at)" '' # what is new in December is no reason to compute October again
    for kind in credits assignments reviews employees; do
        cx import $kind.csv
        expect 0 '' "*$kind.csv: 1 row of 2026-10 too late for pay: the month is sealed, and retro_months (1)*"
        equal "$(looked_at)" 2026-10,2026-11
        cx import $kind.csv # once more
        [[ $stderr != *too\ late* ]]
    done
    cx bonus -p 2026-12 --check
    [[ $(grep ^too_late <<<"$output") == *'came too late for 2026-10'* ]]
    close 2026-12 # November is put right by it, October is out of reach
    equal "$(looked_at)" 2026-10
    must "$CX_BIN/cx-bonus" -q -p 2026-12 --reopen=again
    equal "$(looked_at)" 2026-10,2026-11
}

@test "keywords and limits of later take nothing back, whichever sums are kept" {
    local kept
    csv teams.csv team_id T
    csv employees.csv employee_id,team_id,hired_on E1,T,2020-01-01
    csv keywords.csv keyword_id,phrase K1,gallows
    csv measures.csv measure_id,fact,unit,value violations,contact,count,violation
    csv rules.csv rule_id,seq,kind,basis,amount v,1,per_unit,violations,-100
    csv contacts.csv contact_id,employee_id,started_at,transcript C1,E1,2026-09-01T10:00,'off to jail' \
        C2,E1,2026-09-02T23:00,hello
    mkdir later
    for kept in no yes; do
        rm -f cx.db
        import {teams,employees,keywords,measures,rules,contacts}.csv
        close 2026-09
        csv later/keywords.csv keyword_id,phrase K2,jail
        csv later/limits.csv limit_id,jurisdiction,rule,value L,CN,quiet_hours,22:00-08:00
        csv later/settings.csv name,value jurisdiction,CN
        import --rescan later/{keywords,limits,settings}.csv
        csv later/contacts.csv contact_id,employee_id,started_at,transcript C3,E1,2026-09-03T10:00,'jail for you'
        import later/contacts.csv
        [[ $kept == no ]] || must "$CX_BIN/cx-score" -p 2026-09
        equal "$(late 2026-10)" ''
        equal "$("$CX_BIN/cx-bonus" -p 2026-09 --recompute | tail -1)" 2026-09,E1,,v,per_unit,yes,0.00,0.00,0.00
        # what was forbidden then counts, whenever it comes
        csv later/contacts.csv contact_id,employee_id,started_at,transcript C4,E1,2026-09-03T11:00,'the gallows'
        import later/contacts.csv
        [[ $kept == no ]] || must "$CX_BIN/cx-score" -p 2026-09
        equal "$(late 2026-10)" 'E1,2026-09,retro,-100.00,v -100.00 instead of 0.00 (on 1 instead of 0)'
    done
}

@test "a statement has what makes up an adjustment, what puts a month right and what is carried, in both languages" {
    skip_without node nodejs
    local lang edit
    close 2026-10
    late_data
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by J1,2026-11,E2,-12.34,Overpaid,Li
    import adjustments.csv
    statements() { # PERIOD
        for lang in en zh_CN; do
            for id in E1 E2 E3; do "$CX_BIN/cx-bonus" --lang=$lang -p "$1" --explain=$id -o "$lang-$1-$id.md"; done
        done
    }
    statements 2026-11
    close 2026-11
    statements 2026-12
    grep -qF '  - comm: 140.00 − 80.00 = 60.00' en-2026-11-E2.md
    grep -qF '### 由 2026-11 结转：-220.00' zh_CN-2026-12-E1.md
    grep -qF '由 2026-11 结转，该月合计为负' zh_CN-2026-12-E1.md
    run node "$CX_SOURCE/tests/cli/recompute.js" en-*.md
    [[ $status == 0 && $output =~ ^6\ statements,\ ([0-9]+)\ figures$ ]] || { echo "$output"; return 1; }
    run node "$CX_SOURCE/tests/cli/recompute.js" zh_CN-*.md
    equal "$output" "6 statements, ${BASH_REMATCH[1]} figures"
    # … and it would be seen
    for edit in 's/140.00 − 80.00/140.00 − 81.00/' 's/^- Together: 360.00/- Together: 361.00/' 's/^\(### Adjustment J1: \)-12.34/\1-12.35/' \
        's/^### Correction for 2026-10: 360.00/### Correction for 2026-10: 359.00/'; do
        sed "$edit" en-2026-11-E2.md >edited
        ! cmp -s edited en-2026-11-E2.md || return 1
        run node "$CX_SOURCE/tests/cli/recompute.js" edited
        equal "$edit $status" "$edit 1"
    done
    sed 's/^- The month before, 2026-11: -220.00/- The month before, 2026-11: -219.00/' en-2026-12-E1.md >edited
    run node "$CX_SOURCE/tests/cli/recompute.js" edited
    equal "$status" 1
}
