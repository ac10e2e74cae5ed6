/* conduct/keywords: what is found in a transcript, and what is not. */
#include "conduct/conduct.h"

#include "scratch.h"
#include "unit.h"

/* What an import does with a transcript: its words are searched, and what was known is replaced. */
struct checking {
    struct cx_keywords *keywords;
    int64_t contact;
    struct cx_err *err;
    int rc;
};

static void record(void *context, size_t keyword, const char *words)
{
    struct checking *c = context;
    if (c->rc == 0)
        c->rc = cx_keywords_record(c->keywords, c->contact, keyword, words, c->err);
}

static int check_transcript(struct cx_keywords *keywords, int64_t contact, const char *transcript,
                            struct cx_err *err)
{
    struct checking c = {keywords, contact, err, 0};
    c.rc = cx_keywords_forget(keywords, contact, 9, err);
    if (transcript)
        cx_keywords_search(keywords, transcript, record, &c);
    return c.rc;
}

static struct cx_db *db;
static struct cx_keywords *keywords;

static void set_up(void)
{
    db = opened(NULL, CX_DB_CREATE);
    run(db, "PRAGMA foreign_keys=OFF"); /* violations of contacts that are not there */
    run(db, "INSERT INTO keywords VALUES ('K1', '等着坐牢', 0, 0, 0), ('K2', 'jail', 0, 1, 1), "
            "('K3', '通讯录里?的?(人|朋友)', 3, 0, 2), ('K4', 'Ｃ.(+)\\E', 5, 0, 1)");
}

static void tear_down(void)
{
    cx_keywords_free(keywords);
    keywords = NULL;
    cx_db_close(db);
}

/* The keywords found, as the table has them. */
static const char *found(const char *transcript)
{
    static char text[300];
    struct cx_stmt *stmt = NULL;
    struct cx_err err = {0};
    if (!keywords)
        ck_assert_msg(cx_keywords_new(&keywords, db, &err) == 0, "%s", err.text);
    ck_assert_msg(check_transcript(keywords, 7, transcript, &err) == 0, "%s", err.text);
    ck_assert_int_eq(cx_stmt_new(&stmt, db,
                                 "SELECT coalesce(group_concat(rule_id || severity || words, ' '), "
                                 "'') FROM violations WHERE contact_id = 7 AND source = 0",
                                 &err),
                     0);
    ck_assert_int_eq(cx_stmt_step(stmt, &err), 1);
    snprintf(text, sizeof text, "%s", cx_stmt_text(stmt, 0));
    cx_stmt_free(stmt);
    return text;
}

/* Blanks and punctuation between the characters hide nothing. */
START_TEST(text)
{
    ck_assert_str_eq(found("坐席:你就等着坐牢吧"), "K10等着坐牢");
    ck_assert_str_eq(found("坐席:你就等着 坐,牢吧"), "K10等着坐牢");
    ck_assert_str_eq(found("坐席:你就等着坐飞机吧"), "");
    ck_assert_str_eq(found(""), "");
    ck_assert_str_eq(found(NULL), "");
}
END_TEST

/* Quotes are alike however they are written, and so are runs of blanks. */
START_TEST(quotes_and_blanks)
{
    run(db, "INSERT INTO keywords VALUES ('D', 'don''t play  dumb', 1, 0, 0), "
            "('W', '“dumb”', 1, 0, 1), ('R', 'can’t \\w+', 1, 0, 2)");
    ck_assert_str_eq(found("agent: don’t play dumb"), "D0don't play dumb");
    ck_assert_str_eq(found("agent: Don‘t  play\n dumb"), "D0don't play dumb");
    ck_assert_str_eq(found("agent: don't play dumb"), "D0don't play dumb");
    ck_assert_str_eq(found("she said „dumb“ and \"dumb\""), "W0\"dumb\"");
    ck_assert_str_eq(found("can't pay"), "R0can't pay");
    ck_assert_str_eq(found("Can’t  pay"), "R0Can't pay");
    ck_assert_str_eq(found("dont play dumb"), "");
}
END_TEST

START_TEST(words)
{
    ck_assert_str_eq(found("agent: you will go to JAIL, sir"), "K21JAIL");
    ck_assert_str_eq(found("agent: ｊａｉｌ"), "K21jail");
    ck_assert_str_eq(found("agent: the jailer and jail2"), "");
    ck_assert_str_eq(found("x C.(+)\\E y"), "K40C.(+)\\E"); /* no character is special */
    ck_assert_str_eq(found("x Cx(+) y"), "");
}
END_TEST

/* One threat is one finding: of keywords of a category that overlap the worst, then the longest. */
START_TEST(overlapping)
{
    run(db, "INSERT INTO keywords VALUES ('A', '坐牢', 0, 0, 0), ('B', '让你等着坐牢', 0, 1, 0), "
            "('R', '等着.牢', 0, 0, 2), ('O', '等着', 5, 0, 0)");
    ck_assert_str_eq(found("让你等着坐牢"), "K10等着坐牢 O0等着"); /* B only warns */
    ck_assert_str_eq(found("等着坐牢, 去坐牢"), "A0坐牢 K10等着坐牢 O0等着");
    ck_assert_str_eq(found("坐牢"), "A0坐牢");
    ck_assert_str_eq(found("Straße, 等着 坐牢"), "K10等着坐牢 O0等着");
}
END_TEST

START_TEST(patterns)
{
    ck_assert_str_eq(found("我打给通讯录里的朋友"), "K30通讯录里的朋友");
    ck_assert_str_eq(found("通讯录人"), "K30通讯录人");
    ck_assert_str_eq(found("通讯录"), "");
}
END_TEST

START_TEST(found_anew)
{
    ck_assert_str_eq(found("jail, 等着坐牢"), "K10等着坐牢 K21jail");
    run(db, "INSERT INTO violations VALUES (7, 1, 'L1', 0, '', NULL), (8, 0, 'K1', 0, '', NULL)");
    ck_assert_str_eq(found("nothing"), "");
    /* Those of limits and of other contacts stay. */
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM violations"), 2);
}
END_TEST

/* What a keyword said that is gone or has changed stays when the transcript is another, as a
 * rescan would leave it; what it would say today goes with the words. */
START_TEST(found_by_former_keywords)
{
    static const char former[] = "SELECT count(*) FROM violations WHERE former = 9";
    ck_assert_str_eq(found("jail, 等着坐牢"), "K10等着坐牢 K21jail");
    cx_keywords_free(keywords);
    keywords = NULL;
    run(db, "DELETE FROM keywords WHERE keyword_id = 'K1'");
    ck_assert_str_eq(found("Jail, 等着坐牢。"), "K10等着坐牢 K21Jail");
    ck_assert_int_eq(ask(db, former), 1);
    ck_assert_str_eq(found("等着坐牢。"), "K10等着坐牢");
    ck_assert_str_eq(found("jail"), "K10等着坐牢 K21jail");
    cx_keywords_free(keywords);
    keywords = NULL;
    run(db, "UPDATE keywords SET phrase = 'prison' WHERE keyword_id = 'K2'");
    ck_assert_str_eq(found("a jail"), "K10等着坐牢 K21jail");
    ck_assert_int_eq(ask(db, former), 2);
    ck_assert_str_eq(found("C.(+)\\E, 通讯录人"), "K10等着坐牢 K21jail K30通讯录人 K40C.(+)\\E");
    cx_keywords_free(keywords);
    keywords = NULL;
    run(db, "UPDATE keywords SET severity = 1 WHERE keyword_id IN ('K3', 'K4')");
    ck_assert_str_eq(found(NULL), "K10等着坐牢 K21jail K30通讯录人 K40C.(+)\\E");
    ck_assert_int_eq(ask(db, former), 4);
}
END_TEST

/* A pattern tells whether what one of its name found is still its own. */
START_TEST(found_by_former_patterns)
{
    run(db, "DELETE FROM keywords");
    run(db, "INSERT INTO keywords VALUES ('W', '打\\d+次', 0, 0, 2), ('B', '(?<=我)骂.', 1, 0, 2)");
    ck_assert_str_eq(found("我骂你, 打１０次"), "B0骂你 W0打10次");
    ck_assert_str_eq(found("您好"), "");
    ck_assert_str_eq(found("我骂你, 打10次"), "B0骂你 W0打10次");
    cx_keywords_free(keywords);
    keywords = NULL;
    run(db, "UPDATE keywords SET phrase = '杀.你' WHERE keyword_id = 'W'");
    ck_assert_str_eq(found("我骂你, 打10次。"), "B0骂你 W0打10次");
    ck_assert_int_eq(ask(db, "SELECT count(*) FROM violations WHERE former = 9"), 1);
    ck_assert_str_eq(found("您好"), "W0打10次");
}
END_TEST

static void ck_refused(const char *phrase, enum cx_match match)
{
    struct cx_err err = {0};
    ck_assert_int_eq(cx_keyword_check(phrase, match, &err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(err.text, phrase));
}

START_TEST(phrases_that_cannot_be_searched)
{
    struct cx_err err = {0};
    ck_assert_int_eq(cx_keyword_check("a(b", CX_MATCH_TEXT, &err), 0);
    ck_assert_int_eq(cx_keyword_check("a(b", CX_MATCH_WORD, &err), 0);
    ck_assert_int_eq(cx_keyword_check("a(b)", CX_MATCH_REGEX, &err), 0);
    ck_refused("a(b", CX_MATCH_REGEX);
    ck_refused("[", CX_MATCH_REGEX);
    ck_refused("杀你|弄死你|", CX_MATCH_REGEX); /* what fits no words at all */
    ck_refused("a*", CX_MATCH_REGEX);
    ck_refused(".*", CX_MATCH_REGEX);
    ck_assert_int_eq(cx_keyword_check("a+|(?=b)", CX_MATCH_REGEX, &err), 0);
    ck_assert_int_eq(cx_keyword_check("^(?!.*录音)", CX_MATCH_REGEX, &err), 0);
    ck_refused("\xE2\x80\x8B", CX_MATCH_TEXT); /* nothing that is seen */
    ck_assert_int_eq(cx_keyword_check("💣", CX_MATCH_TEXT, &err), 0);
}
END_TEST

/* One that a plan has from before is found where it is. */
START_TEST(patterns_that_fit_nothing)
{
    run(db, "INSERT INTO keywords VALUES ('BAR', '杀你|弄死你|', 0, 0, 2)");
    ck_assert_str_eq(found("您好"), "");
    ck_assert_str_eq(found("您好, 弄死你"), "BAR0弄死你");
}
END_TEST

/* One that looks for what is missing finds that it is. */
START_TEST(missing_words)
{
    run(db, "INSERT INTO keywords VALUES ('NO', '^(?!.*通话将被录音)', 0, 0, 2)");
    ck_assert_str_eq(found("您好, 请还款"), "NO0");
    ck_assert_str_eq(found("您好, 通话将被录音, 请还款"), "");
}
END_TEST

static void ck_phrase(const char *phrase, const char *transcript, const char *violations)
{
    char sql[200];
    snprintf(sql, sizeof sql, "INSERT INTO keywords VALUES ('A', '%s', 0, 0, 0)", phrase);
    cx_keywords_free(keywords);
    keywords = NULL;
    run(db, "DELETE FROM keywords; DELETE FROM violations");
    run(db, sql);
    ck_assert_str_eq(found(transcript), violations);
}

/* A symbol that ends a phrase, or is all of it, is looked for. */
START_TEST(symbols_of_phrases)
{
    ck_phrase("送你💣", "我把还款单送你家里", "");
    ck_phrase("送你💣", "我送 你 💣！吧", "A0送你💣");
    ck_phrase("送你 💣！", "我送你💣吧", "A0送你💣");
    ck_phrase("骗￥", "他说你骗人", "");
    ck_phrase("骗￥", "他骗¥了", "A0骗¥");
    ck_phrase("零↓", "余额是零元", "");
    ck_phrase("死✝", "死心眼", "");
    ck_phrase("💣送", "送你", "");
    ck_phrase("🔪", "小心🔪到你家", "A0🔪");
    ck_phrase("🔪", "小心到你家", "");
    ck_phrase("弄★死", "弄死", "A0弄死"); /* within one it hides */
    ck_phrase("杀你💣", "杀★你💣", "A0杀你💣");
    ck_phrase("杀你💣", "杀 ♥ 你 ♥ 💣", "A0杀你💣");
    ck_phrase("杀♥你💣", "杀你💣", "A0杀你💣");
    ck_phrase("给我$", "给我看看", "");
    ck_phrase("给我$", "给我＄看看", "A0给我$");
    ck_phrase("给我＄", "给 我 $100", "A0给我$");
    ck_phrase("给我+", "给我看看", "");
    ck_phrase("还钱>", "快还钱>>走人", "A0还钱>");
    ck_phrase("还钱>", "快还钱", "");
    ck_phrase("pay $", "please pay $ 5", "A0pay $");
    ck_phrase("$", "给你$", "A0$");
}
END_TEST

/* … and is of one threat with what is beside it. */
START_TEST(symbols_that_overlap)
{
    run(db, "INSERT INTO keywords VALUES ('A', '送你💣', 0, 0, 0), ('B', '💣', 0, 0, 0), "
            "('C', '你💣', 0, 0, 0), ('D', '送你', 0, 0, 0), ('E', '再见', 0, 0, 0)");
    ck_assert_str_eq(found("💣"), "B0💣");
    ck_assert_str_eq(found("我送★你💣再见"), "A0送你💣 E0再见");
    ck_assert_str_eq(found("我送★你再见"), "D0送你 E0再见");
    ck_assert_str_eq(found("我送你💣再见"), "A0送你💣 E0再见");
}
END_TEST

/* What hides a phrase hides it from no kind of keyword. */
START_TEST(hidden_phrases)
{
    static const char *const hidden[] = {"弄★死★你", "弄😀死😀你", "弄\xE2\x80\x8B死\xE2\x80\x8B你",
                                         "弄☠️死☠️你", "弄\xCC\xB6死\xCC\xB6你"};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        run(db, "DELETE FROM keywords");
        run(db, "INSERT INTO keywords VALUES ('A', '弄死你', 0, 0, 0), ('B', '弄死你', 1, 0, 1), "
                "('C', '[弄整]死你', 5, 0, 2)");
        ck_assert_str_eq(found(hidden[i]), "A0弄死你 B0弄死你 C0弄死你");
        cx_keywords_free(keywords);
        keywords = NULL;
    }
}
END_TEST

/* In Chinese nothing stands between words: a Latin one is whole beside it, but not within another.
 */
START_TEST(latin_words_in_chinese)
{
    run(db, "INSERT INTO keywords VALUES ('SB', 'sb', 1, 0, 1), ('BT', 'bt', 1, 0, 1)");
    ck_assert_str_eq(found("你这个SB吧"), "SB0SB");
    ck_assert_str_eq(found("你这个ｓｂ！"), "SB0sb");
    ck_assert_str_eq(found("your debt is about doubtful, usb, sb1"), "");
}
END_TEST

/* Each keyword that occurs is found, once, also where they overlap or one begins another. */
START_TEST(many_at_once)
{
    run(db, "DELETE FROM keywords");
    for (int i = 0; i < 3000; i++) {
        char sql[120];
        snprintf(sql, sizeof sql, "INSERT INTO keywords VALUES ('K%04d', '词%d', 0, 0, 0)", i, i);
        run(db, sql);
    }
    run(db, "INSERT INTO keywords VALUES ('A', '操你', 0, 0, 0), ('B', '操你妈', 0, 1, 0), ('C', "
            "'你妈的', 0, 0, 0), "
            "('D', '的', 0, 0, 0)");
    ck_assert_str_eq(found("操 你,妈的的 词2999"), "C0你妈的 D0的 K29990词2999");
}
END_TEST

/* Only what the agents say counts, and no words are joined over what another says between. */
START_TEST(speakers)
{
    run(db, "INSERT INTO settings VALUES ('agent_speakers', '坐席 agent')");
    ck_assert_str_eq(found("坐席:您好\n客户:我等着坐牢"), "");
    ck_assert_str_eq(found("坐席:你等着\n坐牢\n客户:好"), "K10等着坐牢");
    ck_assert_str_eq(found("坐席:你等着\n客户:好\n坐席:坐牢"), "");
    ck_assert_str_eq(found("Agent: jail\nDebtor: jail\nagent: jail"), "K21jail");
    ck_assert_str_eq(found("我等着坐牢"), "K10等着坐牢"); /* no marks */
}
END_TEST

/* A pattern whose search would take for ever is given up, not waited for. */
START_TEST(patterns_without_end)
{
    run(db, "INSERT INTO keywords VALUES ('SLOW', '(a+)+$', 0, 0, 2)");
    ck_assert_str_eq(found("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"), "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, text);
    tcase_add_test(tc, quotes_and_blanks);
    tcase_add_test(tc, words);
    tcase_add_test(tc, overlapping);
    tcase_add_test(tc, patterns);
    tcase_add_test(tc, found_anew);
    tcase_add_test(tc, found_by_former_keywords);
    tcase_add_test(tc, found_by_former_patterns);
    tcase_add_test(tc, phrases_that_cannot_be_searched);
    tcase_add_test(tc, patterns_that_fit_nothing);
    tcase_add_test(tc, missing_words);
    tcase_add_test(tc, symbols_of_phrases);
    tcase_add_test(tc, symbols_that_overlap);
    tcase_add_test(tc, hidden_phrases);
    tcase_add_test(tc, patterns_without_end);
    tcase_add_test(tc, latin_words_in_chinese);
    tcase_add_test(tc, many_at_once);
    tcase_add_test(tc, speakers);
}

UNIT_MAIN("keywords")
