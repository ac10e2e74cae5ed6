# Keywords and limits: what is found in contacts as they are imported, and what isn't.

load helper

found() {
    sql "SELECT $(id contact_id) || ' ' || rule_id || ': ' || words FROM violations
         WHERE former IS NULL ORDER BY contact_id, source, rule_id"
}

# calls ROW...: contacts of E2 by telephone: id,account,time,outcome.
calls() {
    local row
    {
        echo contact_id,account_id,started_at,outcome,employee_id,channel
        for row; do
            echo "$row,E2,phone"
        done
    } >contacts.csv
    import contacts.csv
}

# The sample plan's limits, of one country.
limits_of() {
    small_db
    csv settings.csv name,value "jurisdiction,$1"
    import settings.csv "$DEMO/plan/limits.csv"
}

@test "China: quiet from 22:00 to 8:00, to the minute" {
    limits_of CN
    calls K1,A1,2026-10-05T07:59,busy K2,A2,2026-10-05T08:00,busy K3,A3,2026-10-05T21:59:59,busy \
        K4,A1,2026-10-05T22:00,busy K5,A1,2026-10-05T23:59,busy K6,A1,2026-10-06T00:00,busy
    equal "$(found)" 'K1 CN-quiet-phone: phone call at 07:59, in the quiet hours 22:00-08:00
K4 CN-quiet-phone: phone call at 22:00, in the quiet hours 22:00-08:00
K5 CN-quiet-phone: phone call at 23:59, in the quiet hours 22:00-08:00
K6 CN-quiet-phone: phone call at 00:00, in the quiet hours 22:00-08:00'
}

@test "China: three connected calls a day to a customer, whoever made them" {
    limits_of CN
    # A1 and A2 are of one customer
    calls K1,A1,2026-10-05T09:00,talked K2,A2,2026-10-05T10:00,promised K3,A1,2026-10-05T11:00,busy \
        K4,A1,2026-10-05T12:00,refused K5,A2,2026-10-05T13:00,no_answer K6,A2,2026-10-05T14:00,paid \
        K7,A3,2026-10-05T14:00,paid K8,A2,2026-10-06T14:00,paid
    equal "$(found)" 'K6 CN-calls-day: 4th connected phone call to the customer on 2026-10-05; 3 are allowed'
    # a late one puts all behind it one further
    calls K0,A2,2026-10-05T08:30,talked
    equal "$(found)" 'K4 CN-calls-day: 4th connected phone call to the customer on 2026-10-05; 3 are allowed
K6 CN-calls-day: 5th connected phone call to the customer on 2026-10-05; 3 are allowed'
    # and turns out not to have been one
    calls K0,A2,2026-10-05T08:30,wrong_party
    equal "$(found)" 'K6 CN-calls-day: 4th connected phone call to the customer on 2026-10-05; 3 are allowed'
}

@test "United States: 8:00 to 21:00, to the minute" {
    limits_of US
    calls K1,A1,2026-10-05T07:59:59,busy K2,A1,2026-10-05T08:00,busy K3,A1,2026-10-05T20:59:59,busy K4,A1,2026-10-05T21:00,busy
    equal "$(found)" 'K1 US-quiet-phone: phone call at 07:59, in the quiet hours 21:00-08:00
K4 US-quiet-phone: phone call at 21:00, in the quiet hours 21:00-08:00'
}

@test "United States: seven calls in seven days about a debt, and seven days after a talk" {
    limits_of US
    calls K1,A1,2026-10-01T09:00,no_answer K2,A1,2026-10-02T09:00,no_answer K3,A1,2026-10-03T09:00,no_answer \
        K4,A1,2026-10-04T09:00,no_answer K5,A1,2026-10-05T09:00,no_answer K6,A1,2026-10-06T09:00,no_answer \
        K7,A1,2026-10-07T09:00,left_message K8,A1,2026-10-07T10:00,no_answer K9,A2,2026-10-07T10:00,talked \
        L1,A1,2026-10-14T09:00,no_answer L2,A2,2026-10-13T23:00:00,no_answer L3,A2,2026-10-14T08:00,no_answer
    equal "$(found)" 'L2 US-after-talk: phone call that rang on the account on 2026-10-13, after the talk on 2026-10-07; 7 days are to pass
L2 US-quiet-phone: phone call at 23:00, in the quiet hours 21:00-08:00
K8 US-calls-week: 8th phone call that rang on the account in the 7 days to 2026-10-07; 7 are allowed'
    # 12 CFR 1006.14(b)(3)(ii): what was busy or out of service did not connect to the number
    calls K1,A1,2026-10-01T09:00,busy L2,A2,2026-10-13T20:00:00,busy
    equal "$(found)" ''
}

@test "United States: a call of the customer's own meets no limit of calls where a map leaves its channel empty" {
    limits_of US
    csv map.csv column,header,values contact_id,ID, account_id,Account, employee_id,Agent, started_at,Time, outcome,Result, \
        'channel,Direction,out=phone;in='
    csv dialer.csv ID,Account,Agent,Time,Result,Direction K1,A1,E1,2026-10-05T10:00,talked,out K2,A1,E1,2026-10-07T21:30,promised,in \
        K3,A1,E1,2026-10-08T10:00,talked,out
    import -k contacts -m map.csv dialer.csv
    equal "$(found)" 'K3 US-after-talk: phone call that rang on the account on 2026-10-08, after the talk on 2026-10-05; 7 days are to pass'
    equal "$(sql "SELECT count(*) FROM contacts WHERE outcome = 7 AND channel IS NULL")" 1
}

@test "limits of nobody's or another's jurisdiction don't hold" {
    small_db
    import "$DEMO/plan/limits.csv"
    calls K1,A1,2026-10-05T23:00,talked
    equal "$(found)" ''
}

@test "a mistyped jurisdiction is refused where there are limits" {
    small_db
    csv settings.csv name,value jurisdiction,CNN
    csv limits.csv limit_id,jurisdiction,rule,value a,CN,max_per_day,3 b,US,max_per_day,3
    import limits.csv
    cx import settings.csv
    expect 1 '' '*"CNN" has no limits, and those of CN, US would not apply: write one of these, or none where nothing is limited*'
    for right in cn US none; do
        csv settings.csv name,value jurisdiction,$right
        import settings.csv
    done
    csv settings.csv name,value jurisdiction,HK
    csv limits.csv limit_id,jurisdiction,rule,value c,HK,max_per_day,3
    import settings.csv limits.csv
}

@test "values of limits" {
    csv limits.csv limit_id,jurisdiction,rule,value a,CN,max_per_day,three b,CN,quiet_hours,22-8 c,CN,days_after_talk,0 \
        d,CN,max_per_7_days,7
    cx import limits.csv
    expect 1 '' '*limits.csv:2: value: "three" is not a whole number from 0 to 100000
*limits.csv:3: value: "22-8" is not a range of hours: write 22:00-08:00
*limits.csv:4: value: "0" is not a whole number from 1 to 366
*3 rows are bad: nothing was imported'
}

@test "--rescan: what holds now, for all contacts there are" {
    small_db
    csv contacts.csv contact_id,account_id,employee_id,started_at,channel,transcript \
        K1,A1,E2,2026-10-05T22:30,phone,坐席:等着坐牢 K2,A1,E2,2026-10-05T12:00,phone,客户:等着坐牢
    import contacts.csv
    csv keywords.csv keyword_id,phrase W1,坐牢
    csv settings.csv name,value jurisdiction,CN agent_speakers,坐席
    cx import keywords.csv settings.csv "$DEMO/plan/limits.csv"
    expect 0 '' '*rows read*
*settings.csv, keywords.csv, */limits.csv: use --rescan to apply them to the contacts already imported'
    equal "$(found)" ''
    cx import -n --rescan
    expect 0 '' 'cx-import: dry run: 2 contacts checked again: 2 violations, 0 before
cx-import: 1 transcript marks its speakers (the first: "客户"), and none is in agent_speakers: it was not searched for keywords'
    equal "$(found)" ''
    cx import --rescan
    expect 0 '' 'cx-import: 2 contacts checked again: 2 violations, 0 before
cx-import: 1 transcript marks its speakers (the first: "客户"), and none is in agent_speakers: it was not searched for keywords'
    equal "$(found)" 'K1 W1: 坐牢
K1 CN-quiet-phone: phone call at 22:30, in the quiet hours 22:00-08:00'
    [[ $(sql 'SELECT arguments FROM audit ORDER BY seq DESC LIMIT 1') == *--rescan ]]
    csv keywords.csv keyword_id,phrase W1,坐飞机
    cx import -v --rescan keywords.csv
    expect 0 '' '*1 changed*
*2 contacts checked again: 2 violations, 2 before
*1 violation that the current keywords and limits don?t find is kept'
    equal "$(found)" 'K1 CN-quiet-phone: phone call at 22:30, in the quiet hours 22:00-08:00'
    # it counts as before, and is marked
    csv measures.csv measure_id,fact,unit,value bad,contact,count,violation
    csv keywords.csv keyword_id,phrase W1,坐飞机
    import measures.csv
    equal "$(sql "SELECT rule_id, words, severity, former IS NOT NULL FROM violations WHERE source = 0")" 'W1|坐牢|0|1'
    "$CX_BIN/cx-report" compliance -p 2026-10 --columns=rule_id,former -o former.csv
    equal "$(grep W1 former.csv)" 'W1,2026-11-02 00:00:00'
    rm cx.db
    cx import --rescan
    expect 3 '' '*cx-import*'
    [[ ! -e $CX_DB ]]
}

@test "several jurisdictions: each customer's region says whose limits hold" {
    small_db
    csv customers.csv customer_id,region R1,南区 R2,'New York' R3,
    csv accounts.csv account_id,customer_id,due_on,amount,region X1,R1,2026-09-01,1, X2,R2,2026-09-01,1, X3,R3,2026-09-01,1,'New York'
    csv settings.csv name,value jurisdiction,CN 'region_jurisdictions,New York = US; 香港=CN'
    import customers.csv accounts.csv settings.csv "$DEMO/plan/limits.csv"
    csv contacts.csv contact_id,account_id,employee_id,started_at,channel C1,X1,E2,2026-10-05T21:30,phone \
        C2,X2,E2,2026-10-05T21:30,phone C3,X3,E2,2026-10-05T21:30,phone C4,,E2,2026-10-05T21:30,phone
    import contacts.csv
    equal "$(sql "SELECT $(id contact_id), rule_id FROM violations ORDER BY 1")" 'C2|US-quiet-phone
C3|US-quiet-phone'
    # what is written wrong, or has no limits, is refused
    csv settings.csv name,value region_jurisdictions,Paris
    cx import settings.csv
    expect 1 '' '*settings.csv:2: value: "Paris" is not REGION=JURISDICTION*'
    csv settings.csv name,value region_jurisdictions,Paris=FR
    cx import settings.csv
    expect 1 '' 'cx-import: settings.csv:2: value: "FR" has no limits, and those of CN, US would not apply*'
    csv settings.csv name,value 'region_jurisdictions,New York=US;New York=CN'
    cx import settings.csv
    expect 1 '' '*settings.csv:2: value: the region "New York" has two jurisdictions, US and CN: give it one*'
    csv settings.csv name,value 'region_jurisdictions,New York=US；香港＝CN'
    import settings.csv
}

# One person is called, whichever of the debts it is about.
@test "calls about debts under different laws count together, each by its own" {
    small_db
    csv customers.csv customer_id R1
    csv accounts.csv account_id,customer_id,due_on,amount,region X1,R1,2026-09-01,1,North X2,R1,2026-09-01,1,South
    csv settings.csv name,value jurisdiction,AA region_jurisdictions,South=BB
    csv limits.csv limit_id,jurisdiction,channel,rule,value,per a,AA,phone,max_per_day,2,customer b,BB,phone,max_per_day,1,customer \
        own,BB,phone,max_per_day,1,account
    import customers.csv accounts.csv settings.csv limits.csv
    csv contacts.csv contact_id,account_id,employee_id,started_at,channel C1,X1,E2,2026-10-05T10:00,phone \
        C2,X2,E2,2026-10-05T11:00,phone C3,X1,E2,2026-10-05T12:00,phone
    import contacts.csv
    equal "$(sql "SELECT $(id contact_id), rule_id, words FROM violations ORDER BY 1")" 'C2|b|2nd phone call to the customer on 2026-10-05; 1 is allowed
C3|a|3rd phone call to the customer on 2026-10-05; 2 are allowed'
}

@test "a keyword that goes wants a rescan, too" {
    small_db
    csv contacts.csv contact_id,account_id,employee_id,started_at,transcript K1,A1,E2,2026-10-05T12:30,坐席:等着坐牢
    csv keywords.csv keyword_id,phrase W1,坐牢
    import keywords.csv contacts.csv
    csv keywords.csv keyword_id W1
    cx import --delete keywords.csv
    expect 0 '' 'cx-import: 1 row read, 1 deleted
cx-import: keywords.csv: use --rescan to apply it to the contacts already imported'
    cx import --rescan
    expect 0 '' "cx-import: 1 contact checked again: 1 violation, 1 before
cx-import: 1 violation that the current keywords and limits don't find is kept"
    cx import contacts.csv
    expect 0 '' '*1 same*: nothing changed'
    equal "$(sql 'SELECT rule_id, words, former IS NOT NULL FROM violations')" 'W1|坐牢|1'
    # without a rescan, too, when the transcript comes a full stop longer
    csv keywords.csv keyword_id,phrase W2,坐牢
    csv contacts.csv contact_id,account_id,employee_id,started_at,transcript K2,A1,E2,2026-10-05T12:40,坐席:等着坐牢
    import keywords.csv contacts.csv
    csv keywords.csv keyword_id W2
    cx import --delete keywords.csv
    csv contacts.csv contact_id,account_id,employee_id,started_at,transcript K2,A1,E2,2026-10-05T12:40,坐席:等着坐牢。
    cx import contacts.csv
    expect 0 '' '*1 changed*'
    equal "$(sql 'SELECT rule_id, words, former IS NOT NULL FROM violations ORDER BY 1')" 'W1|坐牢|1
W2|坐牢|1'
}

@test "a review wins" {
    limits_of CN
    calls K1,A1,2026-10-05T22:30,busy K2,A1,2026-10-05T22:40,busy K3,A1,2026-10-05T12:40,busy
    csv reviews.csv contact_id,verdict,reviewer,at K1,clean,Q,2026-10-06 K3,violation,Q,2026-10-06
    csv measures.csv measure_id,fact,unit,value,where violations,contact,count,violation, bad,contact,count,1,violation=1
    import reviews.csv measures.csv
    "$CX_BIN/cx-score" -p 2026-10 --by=company -o company.csv
    sqlite3 -batch -init /dev/null tables.db '.import --csv company.csv company'
    equal "$(sql 'SELECT violations + 0, bad + 0 FROM company' tables.db)" '2.0|2.0'
}

# The sample company's contacts, counted again by SQL.
@test "a second opinion on the sample company, by either country's limits" {
    import "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
    sqlite3 -batch -init /dev/null facts.db ".import --csv $DEMO/data/contacts.csv k" ".import --csv $DEMO/data/accounts.csv a"
    calls="calls AS (SELECT k.*, customer_id, unixepoch(started_at) AS t, unixepoch(date(started_at)) / 86400 AS d,
               outcome IN ('talked', 'refused', 'disputed', 'promised', 'paid') AS up, outcome <> 'busy' AS rang
           FROM k JOIN a USING (account_id) WHERE k.channel = 'phone')"
    sql "WITH $calls SELECT contact_id || ' CN-quiet-' || channel FROM k
           WHERE (time(started_at) >= '22:00:00' OR time(started_at) < '08:00:00') AND channel IN ('phone', 'visit')
         UNION ALL SELECT contact_id || ' CN-calls-day' FROM calls x WHERE up
           AND (SELECT count(*) FROM calls y WHERE y.customer_id = x.customer_id AND y.d = x.d AND y.up
                AND (y.t, y.contact_id) < (x.t, x.contact_id)) >= 3 ORDER BY 1" facts.db >expected
    sql "SELECT $(id contact_id) || ' ' || rule_id FROM violations WHERE source = 1 ORDER BY 1" >seen
    assert_same expected seen
    csv settings.csv name,value jurisdiction,US
    import --rescan settings.csv
    sqlite3 -batch -init /dev/null facts.db 'CREATE INDEX k_account ON k (account_id)'
    sql "WITH $calls SELECT contact_id || ' US-quiet-' || channel FROM k
           WHERE (time(started_at) >= '21:00:00' OR time(started_at) < '08:00:00') AND channel IN ('phone', 'visit')
         UNION ALL SELECT contact_id || ' US-calls-week' FROM calls x
           WHERE rang AND (SELECT count(*) FROM calls y WHERE y.account_id = x.account_id AND y.rang AND y.d BETWEEN x.d - 6 AND x.d
                  AND (y.t, y.contact_id) < (x.t, x.contact_id)) >= 7
         UNION ALL SELECT contact_id || ' US-after-talk' FROM calls x
           WHERE rang AND EXISTS (SELECT 1 FROM calls y WHERE y.account_id = x.account_id AND y.up AND y.d > x.d - 7
                         AND (y.t, y.contact_id) < (x.t, x.contact_id)) ORDER BY 1" facts.db >expected
    sql "SELECT $(id contact_id) || ' ' || rule_id FROM violations WHERE source = 1 AND former IS NULL ORDER BY 1" >seen
    assert_same expected seen
    (($(wc -l <seen) > 1000))
}

# abusive FILE: a list of words as keywords: Chinese ones text, Latin ones whole words.
abusive() {
    echo keyword_id,phrase,category,match
    awk 'NF { gsub(/\r/, ""); print "W" ++n "," $0 ",insult," ($0 ~ /^[A-Za-z]+$/ ? "word" : "text") }' "$1"
}

# said FILE: a transcript a line.
said() {
    echo contact_id,employee_id,started_at,transcript
    awk '{ gsub(/\r/, ""); gsub(/"/, "\"\""); print "K" NR ",E2,2026-10-05,\"" $0 "\"" }' "$1"
}

@test "abuse is found, and nothing in what is none" {
    skip_unless_there "$CX_SHARED/data/zh-abusive-words" "$CX_SHARED/data/zh-transcripts"
    small_db
    abusive "$CX_SHARED/data/zh-abusive-words/辱骂.txt" >keywords.csv
    said "$CX_SOURCE/tests/data/innocent.txt" >contacts-innocent.csv
    (($(rows contacts-innocent.csv) >= 60))
    import keywords.csv contacts-innocent.csv
    echo "false positives in $(rows contacts-innocent.csv) innocent sentences: $(sql 'SELECT count(*) FROM violations')"
    equal "$(found)" ''
    tail -n +2 "$CX_SHARED/data/zh-transcripts/utterances.utf8.csv" | cut -d, -f3- >real
    said real | sed 's/^K/R/' >contacts-real.csv
    import contacts-real.csv
    # one of the real customers is abusive themselves; where speakers are marked their words don't count
    echo "found in $(rows contacts-real.csv) real utterances: $(sql 'SELECT count(*) FROM violations')"
    equal "$(found)" 'R50 W73: 傻b'
    csv settings.csv name,value agent_speakers,坐席
    { head -n 1 contacts-real.csv && tail -n +2 contacts-real.csv | sed 's/05,"/05,"客户:/'; } >contacts.csv
    import settings.csv contacts.csv
    equal "$(found)" ''
    # each word of the list is found in a sentence, spread out and in full width too; if it has another, the longer one
    awk -F, 'NR > 1 { print $2 }' keywords.csv >words
    sed 's/.*/坐席:我说,& 了/' words >sentences
    said sentences | sed 's/^K/S/' >contacts-abuse.csv
    import contacts-abuse.csv
    equal "$(sql "SELECT count(*) FROM keywords k WHERE NOT EXISTS (SELECT 1 FROM violations v
                  WHERE $(id v.contact_id) = 'S' || substr(k.keyword_id, 2)
                      AND (v.rule_id = k.keyword_id OR length(v.words) >= length(k.phrase)))")" 0
    csv contacts-forms.csv contact_id,employee_id,started_at,transcript 'F1,E2,2026-10-05,你这个 笨 。 蛋' \
        'F2,E2,2026-10-05,ＦＵＣＫ' 'F3,E2,2026-10-05,你是个sb吧' 'F4,E2,2026-10-05,"神-经-病,走开"' 'F5,E2,2026-10-05,what the Fuck!'
    import contacts-forms.csv
    equal "$(sql "SELECT count(DISTINCT contact_id) FROM violations WHERE $(id contact_id) LIKE 'F%'")" 5
}

@test "who speaks: a customer's words are theirs, and an agent's are searched however the name is written" {
    small_db
    csv keywords.csv keyword_id,phrase W1,傻逼
    csv settings.csv name,value 'agent_speakers,agent: 坐席'
    import keywords.csv settings.csv
    csv contacts.csv contact_id,employee_id,started_at,transcript \
        K1,E2,2026-10-05,$'"坐席：请问何时还款\n客户：3天后还，你这个傻逼"' K2,E2,2026-10-05,$'"坐席：您好\n客户 10:01：傻逼"' \
        K3,E2,2026-10-05,【Agent】：傻逼 K4,E2,2026-10-05,'Agent Smith: 傻逼' K5,E2,2026-10-05,坐席-张三：傻逼 \
        K6,E2,2026-10-05,小王：傻逼 K7,E2,2026-10-05,小李：傻逼
    cx import contacts.csv
    expect 0 '' '*7 new*
cx-import: 2 transcripts mark their speakers (the first: "小王"), and none is in agent_speakers: they were not searched for keywords'
    equal "$(found)" 'K3 W1: 傻逼
K4 W1: 傻逼
K5 W1: 傻逼'
}

@test "agent_speakers: none names nobody, as no row does, and takes back what was named" {
    small_db
    csv keywords.csv keyword_id,phrase W1,坐牢
    csv contacts.csv contact_id,employee_id,started_at,transcript K1,E2,2026-10-05,客户:等着坐牢 K2,E2,2026-10-05,坐席:等着坐牢
    import keywords.csv contacts.csv
    equal "$(found)" 'K1 W1: 坐牢
K2 W1: 坐牢'
    csv settings.csv name,value agent_speakers,坐席
    import --rescan settings.csv
    equal "$(found)" 'K2 W1: 坐牢'
    local none
    for none in none None; do
        csv settings.csv name,value agent_speakers,$none
        import --rescan settings.csv
        equal "$(found)" 'K1 W1: 坐牢
K2 W1: 坐牢'
    done
}

@test "a short phrase, kept out of longer words by a regular expression" {
    small_db
    csv keywords.csv keyword_id,phrase,match T,妈的,text R,'(?<!妈)妈的',regex
    csv contacts.csv contact_id,employee_id,started_at,transcript K1,E2,2026-10-05,您妈妈的电话 K2,E2,2026-10-05,妈的
    import keywords.csv contacts.csv
    equal "$(found)" 'K1 T: 妈的
K2 R: 妈的' # one finding, by whichever comes first
}

# told SENTENCE...: the categories of what is found in each, "-" where nothing is.
told() {
    local i=0 line
    {
        echo contact_id,employee_id,started_at,transcript
        for line; do
            i=$((i + 1))
            printf 'S%03d,E1,2026-10-01,"agent: %s"\n' $i "$line"
        done
    } >contacts.csv
    sed -i 's/agent: \([^a-zA-Z]\)/坐席:\1/' contacts.csv
    import contacts.csv
    sql "SELECT coalesce((SELECT group_concat(DISTINCT substr(rule_id, 4, length(rule_id) - 6)) FROM violations v
         WHERE v.contact_id = c.contact_id), '-') FROM contacts c WHERE $(id contact_id) LIKE 'S%' ORDER BY contact_id"
}

@test "the lists of keywords that come with cx find what they are for, and leave plain talk alone" {
    small_db
    import "$CX_SOURCE"/scripts/starter/keywords-{en,zh}.csv
    equal "$(sql 'SELECT count(DISTINCT category) FROM keywords')" 6
    equal "$(told "You’ll be arrested tomorrow" "we will send the police to you" "you will go to jail" "I'll break your legs" \
        "you are a liar" "Don’t play  dumb with me" "this is Officer Brown, I'm a police officer" \
        "I am calling from the court" "I'll call your boss" "we are telling your wife" "he owes us money" \
        "we will post it on Facebook")" \
        "$(printf '%s\n' threat threat threat threat insult insult impersonation impersonation third_party third_party \
            disclosure disclosure)"
    sql 'DELETE FROM violations; DELETE FROM contacts'
    equal "$(told 你就等着坐牢吧 我们会上门找你的 弄死你 你这个老赖 真不要脸 我是派出所的民警 已经立案了 \
        我会告诉你单位的 通知你的家人 我打给你通讯录里的朋友 把你的照片发到朋友圈 他欠了三万元)" \
        "$(printf '%s\n' threat threat threat insult insult impersonation impersonation third_party third_party third_party \
            disclosure disclosure)"
    sql 'DELETE FROM violations; DELETE FROM contacts'
    equal "$(told 'Good morning, this is Ann from Northbank about your account' 'Can you pay half on Friday?' \
        'I understand, when would suit you?' 'I will note that you dispute the amount' 'Thank you, have a nice day' \
        'The balance of your account is 200' 您好，这里是远山客服 请问您周五方便还款吗 好的，我记下您的承诺 谢谢，再见 \
        您的账单已逾期三天 还款后请保留凭证)" "$(for _ in {1..12}; do echo -; done)"
}

# data/README.md says where the sentences are from.
@test "a hundred sentences that a compliance officer would flag, and a hundred that look like them" {
    small_db
    import "$CX_SOURCE"/scripts/starter/keywords-{en,zh}.csv
    local -a flagged harmless
    mapfile -t flagged <"$CX_SOURCE/tests/data/flagged.txt"
    mapfile -t harmless <"$CX_SOURCE/tests/data/harmless.txt"
    equal "${#flagged[@]} ${#harmless[@]}" '100 100'
    told "${flagged[@]}" >what.txt
    equal "$(grep -n '^-$' what.txt | while IFS=: read -r n _; do echo "${flagged[n - 1]}"; done)" ''
    sql 'DELETE FROM violations; DELETE FROM contacts'
    told "${harmless[@]}" >what.txt
    equal "$(grep -vn '^-$' what.txt | while IFS=: read -r n what; do echo "$what: ${harmless[n - 1]}"; done)" ''
}

@test "blanks and marks between Chinese characters hide nothing from a pattern" {
    small_db
    csv keywords.csv keyword_id,phrase,category,match 'KX-threat-01,[搞弄]死你,threat,regex' 'KX-insult-02,你滚,insult,regex'
    import keywords.csv
    equal "$(told 搞·死·你 '我要弄 死 你' '搞，死，你！' '弄*死_你' '搞/死-你' '我早就弄死，你别急' '谢谢你，滚动条在右边' '你．滚')" \
        "$(printf '%s\n' threat threat threat threat threat - - insult)"
    equal "$(sql 'SELECT DISTINCT words FROM violations ORDER BY 1')" $'你滚\n弄死你\n搞死你'
}

@test "a pattern that takes too many steps is told; a long transcript alone is none too many" {
    small_db
    csv keywords.csv keyword_id,phrase,match 'K1,(\s*\w+\s*)+ or else,regex' 'K2,(?:a|b)*c,regex'
    import keywords.csv
    csv contacts.csv contact_id,employee_id,started_at,transcript 'K1,E1,2026-10-01,pay or else' \
        'K2,E1,2026-10-01,"Please pay the outstanding amount today, thank you very much. Now pay or else"' \
        "K3,E1,2026-10-01,$(printf 'ab%.0s' {1..30000})c"
    cx import contacts.csv
    local gave_up='1 search of a transcript was given up, by keyword K1: its pattern takes too many steps: make it simpler, then use --rescan'
    expect 0 '' "*3 new*
cx-import: $gave_up"
    equal "$(sql "SELECT count(*) FROM violations WHERE length(words) > 60000")" 1
    cx import --rescan
    expect 0 '' "*checked again*
cx-import: $gave_up"
    csv keywords.csv keyword_id,phrase,match 'K1,or else,regex'
    cx import --rescan keywords.csv
    [[ $stderr != *'given up'* ]]
    equal "$(sql "SELECT count(*) FROM violations WHERE words = 'or else'")" 2
}

@test "curly quotes and double blanks hide nothing" {
    small_db
    csv keywords.csv keyword_id,phrase,match "K1,don't play dumb,text"
    import keywords.csv
    csv contacts.csv contact_id,employee_id,started_at,transcript 'K1,E1,2026-10-01,"agent: don’t play dumb"' \
        "K2,E1,2026-10-01,\"agent: don't play  dumb\"" "K3,E1,2026-10-01,\"agent: Don't play dumb\"" \
        'K4,E1,2026-10-01,"agent: don‛t play dumb"' 'K5,E1,2026-10-01,agent: dont play dumb'
    import contacts.csv
    equal "$(sql "SELECT group_concat($(id contact_id)) FROM violations")" K1,K2,K3,K4
}
