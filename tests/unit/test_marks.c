/* conduct/marks: what a line of a transcript begins with. */
#include "conduct/marks.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

/* "name|words", or "-". */
static void ck(const char *line, const char *wanted)
{
    const struct mark mark = mark_of(line);
    char got[300] = "-";
    if (mark.name)
        snprintf(got, sizeof got, "%.*s|%.*s", (int)mark.n, mark.name, (int)(mark.end - mark.words),
                 mark.words);
    ck_assert_msg(strcmp(got, wanted) == 0, "%s: %s", line, got);
}

START_TEST(marks)
{
    ck("坐席:您好\n客户:好", "坐席|您好");
    ck("00:12 Agent 7: hi", "Agent 7| hi");
    ck("【客户】：好", "客户】|好");
    ck("客户 10:01：好", "客户|好");
    ck("10:30", "-");
    ck("约了 10:30 见面：好", "-");
    ck("：好", "-");
    ck("他说，好：是", "-");
    ck("我现在就告诉你一件事你必须马上还钱否则：后果", "-");
    ck("Final Warning For You: pay", "-");
    ck("This Is Your Last Chance: pay", "-");
    ck("You: hi", "You| hi");
    ck("Alexander Hamilton (You): hi", "Alexander Hamilton (You)| hi");
    ck("Youssef Alexander Yourov: hi", "Youssef Alexander Yourov| hi");
    ck("Mr. Smith: hi", "Mr. Smith| hi");
    ck("Well I told them. Really: hi", "-");
    ck("", "-");
}
END_TEST

START_TEST(labels)
{
    static const struct {
        const char *line;
        bool is_label;
    } cases[] = {{"金额:1000", true},
                 {"应还: 1,000.50 元。", true},
                 {"期限：3个月", true},
                 {"due: 2026-10-05 10:30", true},
                 {"客户：3天后还", false},
                 {"客户：您好", false},
                 {"金额:1000,请尽快", true},
                 {"客户:1000,请尽快", false},
                 {"customer: 5 days", true},
                 {"还款日期：2026-10-05前必须还清", true},
                 {"欠款金额 ：1000元，不还就是傻逼", true},
                 {"合同编号：HT01", false},
                 {"合同编号：01, 快还", true},
                 {"联系电话：13812345678，打它", true},
                 {"日期张三：3天后还", false},
                 {"Due Date: 2026-10-05, pay", true},
                 {"Amount Due: 1000, or else", true},
                 {"Bruno: 3, maybe", false},
                 {"Amounts: 3, maybe", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct mark mark = mark_of(cases[i].line);
        ck_assert_msg(mark_is_label(&mark) == cases[i].is_label, "%s", cases[i].line);
    }
}
END_TEST

START_TEST(names)
{
    struct cx_buf name = {0};
    const char *of = "张三（坐席）";
    mark_name(&name, "*Ａgent* - 7]", strlen("*Ａgent* - 7]"));
    ck_assert_str_eq(cx_buf_str(&name), "agent 7");
    mark_name(&name, "::", 2);
    ck_assert_str_eq(cx_buf_str(&name), "");
    ck_assert_str_eq(mark_suffix(of, strlen(of)), "（坐席）");
    ck_assert_ptr_null(mark_suffix("a(b)c", 5));
    cx_buf_fini(&name);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, marks);
    tcase_add_test(tc, labels);
    tcase_add_test(tc, names);
}

UNIT_MAIN("conduct/marks")
