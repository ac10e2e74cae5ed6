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
    tcase_add_test(tc, labels);
    tcase_add_test(tc, sentences);
    tcase_add_test(tc, nobody_named);
}

UNIT_MAIN("speakers")
