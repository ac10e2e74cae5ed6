/* conduct/speakers: whose words are searched. */
#include "conduct/speakers.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

/* The parts that are searched, each in brackets. */
static const char *parts(const char *names, const char *transcript)
{
    static char text[400];
    struct speakers *speakers = speakers_new(names);
    const char *part;
    *text = '\0';
    for (size_t at = 0, n; speakers_next(&part, &n, &at, speakers, transcript);)
        snprintf(text + strlen(text), sizeof text - strlen(text), "[%.*s]", (int)n, part);
    speakers_free(speakers);
    return text;
}

START_TEST(marks)
{
    ck_assert_str_eq(parts("坐席", "坐席:您好\n客户:老赖\n坐席:再见"), "[您好\n][再见]");
    ck_assert_str_eq(parts("坐席", "坐席:您好\r\n客户:老赖\r\n"), "[您好\r\n]");
    ck_assert_str_eq(parts("坐席 agent", "Agent: hello\nDebtor: no\nAGENT : bye"),
                     "[ hello\n][ bye]");
    ck_assert_str_eq(parts("agent,坐席、员工", "员工:一\n坐席:二\n其他:三"), "[一\n][二\n]");
    ck_assert_str_eq(parts("坐席，agent", "坐席 02:您好\nＡｇｅｎｔ-7: hi"), "[您好\n][ hi]");
    ck_assert_str_eq(parts("坐席", "[00:12] 坐席:您好\n00:15 客户:不"), "[您好\n]");
}
END_TEST

START_TEST(lines_without_marks)
{
    ck_assert_str_eq(parts("坐席", "坐席:您好\n这里是\n客户:嗯\n我不还\n坐席:好"),
                     "[您好\n这里是\n][好]");
    ck_assert_str_eq(parts("坐席", "通话记录\n客户:嗯\n坐席:好"), "[通话记录\n][好]");
    /* the other one begins, in several lines: none of them is the agent's */
    ck_assert_str_eq(parts("坐席", "客户:喂\n我不还\n老赖\n坐席:好\n再见\n客户:嗯\n哦"),
                     "[好\n再见\n]");
    ck_assert_str_eq(parts("坐席", "客户:喂\n我不还"), "");
    ck_assert_str_eq(parts("坐席", "您好\n再见"), "[您好\n再见]"); /* no marks: all of it */
    ck_assert_str_eq(parts("坐席", "约了 10:30 见面,他说好"), "[约了 10:30 见面,他说好]");
    ck_assert_str_eq(parts("坐席", "10:30"), "[10:30]");
    ck_assert_str_eq(parts("坐席", "客户:老赖"), "");
    ck_assert_str_eq(parts("坐席", "坐席们:您好\n坐席:好"), "[好]");
}
END_TEST

/* Neither a figure's name nor a warning is another's: what follows is the agent's, too. */
START_TEST(labels_before_words)
{
    ck_assert_str_eq(parts("坐席",
                           "坐席：您好\n还款日期：2026-10-05前必须还清，你\n欠款金额：1000元，"
                           "不还就\n客户：哦\n哦"),
                     "[您好\n还款日期：2026-10-05前必须还清，你\n欠款金额：1000元，不还就\n]");
    ck_assert_str_eq(parts("agent", "Agent: hi\nAmount Due: 1000, you\nFinal Warning For You: pay"),
                     "[ hi\nAmount Due: 1000, you\nFinal Warning For You: pay]");
    /* somebody of that name speaks */
    ck_assert_str_eq(parts("坐席", "坐席：您好\n客户电话：3天后还，行吗\n客户电话：好"),
                     "[您好\n]");
}
END_TEST

/* A name may stand in brackets, between stars, and with more behind it or before it. */
START_TEST(written_otherwise)
{
    static const char *const agents[] = {"[Agent]: a",
                                         "<Agent>: a",
                                         "*Agent*: a",
                                         "**Agent:** a",
                                         "【Agent】：a",
                                         "Agent Smith: a",
                                         "Agent (Smith): a",
                                         "坐席A：a",
                                         "坐席-张三：a",
                                         "坐席(张三)：a",
                                         "[坐席]：a",
                                         "【坐席】a：a",
                                         "张三（坐席）：a",
                                         "坐席 10:01：a",
                                         "[2026-10-05 10:01] 坐席：a",
                                         "2026年10月5日 上午10:01 坐席：a",
                                         "10:01 AM Agent 7: a",
                                         "● 坐席: a",
                                         "坐席 2026-10-05 10:01:22: a",
                                         "客服01：a"};
    for (size_t i = 0; i < sizeof agents / sizeof *agents; i++) {
        const char *got = parts("agent: [坐席]：客服", agents[i]);
        ck_assert_msg(strstr(got, "a]") && !strstr(got, "10") && !strstr(got, "gent"), "%s: %s",
                      agents[i], got);
    }
    ck_assert_str_eq(parts("坐席 agent", "agents: a"), "");
    ck_assert_str_eq(parts("坐席 agent", "客户(坐席转接)：a"), "");
    ck_assert_str_eq(parts("坐席/agent|客服", "客服: a\nAgent: b"), "[ a\n][ b]");
}
END_TEST

/* Whoever else speaks is no agent, however long their name is. */
START_TEST(nobody_of_ours)
{
    static const char *const others[] = {"客户：3天后还，你这个傻逼",
                                         "客户 10:01：傻逼",
                                         "客户(10:01)：傻逼",
                                         "[客户]：傻逼",
                                         "Customer Bartholomew Montgomery: x",
                                         "客户（乌鲁木齐分行转来的买买提·艾合买提）：傻逼",
                                         "Mr. Smith: x",
                                         "J. Smith: x",
                                         "Customer (account 123456789012): x"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char transcript[200];
        snprintf(transcript, sizeof transcript, "坐席：请问何时还款\n%s", others[i]);
        ck_assert_msg(strcmp(parts("坐席", transcript), "[请问何时还款\n]") == 0, "%s: %s",
                      others[i], parts("坐席", transcript));
    }
    ck_assert_str_eq(parts("agent", "agent: well\nI will tell you one thing only: pay"),
                     "[ well\nI will tell you one thing only: pay]");
}
END_TEST

static const char *other(const char *names, const char *transcript)
{
    static char text[100];
    struct speakers *speakers = speakers_new(names);
    const char *part;
    for (size_t at = 0, n; speakers_next(&part, &n, &at, speakers, transcript);)
        continue;
    snprintf(text, sizeof text, "%s",
             speakers_other(speakers) ? speakers_other(speakers) : "nobody");
    speakers_free(speakers);
    return text;
}

START_TEST(no_agent_speaks)
{
    ck_assert_str_eq(other("agent", "Clerk: a\nCustomer: b"), "Clerk");
    ck_assert_str_eq(other("agent", "hello\n【小王】：a"), "小王】");
    ck_assert_str_eq(other("agent", "Clerk: a\nAgent: b"), "nobody");
    ck_assert_str_eq(other("agent", "no marks"), "nobody");
    ck_assert_str_eq(other("agent", "金额:1000"), "nobody");
    ck_assert_str_eq(other("none", "Clerk: a"), "nobody");
}
END_TEST

/* What stands before figures alone is a label; a name stands before words somewhere. */
START_TEST(labels)
{
    ck_assert_str_eq(parts("坐席", "坐席:您好\n金额:1000,请尽快\n不还就打你\n客户:嗯\n坐席:好"),
                     "[您好\n金额:1000,请尽快\n不还就打你\n][好]");
    ck_assert_str_eq(parts("坐席", "客户:喂\n电话： 138,老赖\n坐席:好"), "[好]");
    ck_assert_str_eq(parts("坐席", "坐席:您好\n客户:12378投诉\n坐席:好\n客户:哦"),
                     "[您好\n][好\n]");
    ck_assert_str_eq(parts("坐席", "客户 :哦\n坐席:您好\n00:15 客户:110\n"), "[您好\n]");
    ck_assert_str_eq(parts("坐席", "客户:哦\n坐席:300元"), "[300元]");
    ck_assert_str_eq(parts("坐席", "金额:1000\n编号:7"), "[金额:1000\n编号:7]");
    ck_assert_str_eq(parts("坐席", "坐席:您好\n应还款:1,000.50元\n还款日:10月5日 10:30\n再见"),
                     "[您好\n应还款:1,000.50元\n还款日:10月5日 10:30\n再见]");
    ck_assert_str_eq(parts("坐席", "编号:7\n坐席:好\n备注:无"), "[编号:7\n][好\n]");
}
END_TEST

/* A name has no punctuation: this is the agent who goes on. */
START_TEST(sentences)
{
    ck_assert_str_eq(parts("坐席", "坐席:您好\n张先生，听好：还钱\n客户:嗯"),
                     "[您好\n张先生，听好：还钱\n]");
    ck_assert_str_eq(parts("坐席", "坐席:您好\n先生,听好:还钱\n客户:嗯"),
                     "[您好\n先生,听好:还钱\n]");
    ck_assert_str_eq(parts("坐席", "坐席:您好\n他说“不”：还钱\n“客户”:嗯。"),
                     "[您好\n他说“不”：还钱\n“客户”:嗯。]");
    ck_assert_str_eq(parts("坐席", "客户：，\n坐席：、\n李、王：好"), "[、\n李、王：好]");
}
END_TEST

START_TEST(nobody_named)
{
    ck_assert_str_eq(parts(NULL, "坐席:您好\n客户:老赖"), "[坐席:您好\n客户:老赖]");
    ck_assert_str_eq(parts(" , ", "坐席:您好\n客户:老赖"), "[坐席:您好\n客户:老赖]");
    ck_assert_str_eq(parts("none", "none:您好\n客户:老赖"), "[none:您好\n客户:老赖]");
    ck_assert_str_eq(parts(" None ", "客户:老赖"), "[客户:老赖]");
    ck_assert_str_eq(parts("none 坐席", "坐席:您好\n客户:老赖\nNone:好"),
                     "[您好\n][好]"); /* names */
    ck_assert_str_eq(parts("坐席", ""), "");
    ck_assert_str_eq(parts("坐席", "\n\n"), "[\n\n]");
    ck_assert_str_eq(parts("坐席", "坐席:"), "[]");
    ck_assert_str_eq(parts("坐席", ":"), "[:]");
    speakers_free(NULL);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, marks);
    tcase_add_test(tc, lines_without_marks);
    tcase_add_test(tc, labels_before_words);
    tcase_add_test(tc, written_otherwise);
    tcase_add_test(tc, nobody_of_ours);
    tcase_add_test(tc, no_agent_speaks);
    tcase_add_test(tc, labels);
    tcase_add_test(tc, sentences);
    tcase_add_test(tc, nobody_named);
}

UNIT_MAIN("speakers")
