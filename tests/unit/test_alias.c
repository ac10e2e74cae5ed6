/* kind/alias: what headers and words of other systems mean, and that the table of them is sound. */
#include "kind/alias.h"

#include <string.h>

#include "base/lang.h"
#include "base/pool.h"
#include "kind/words.h"
#include "kinds.h"
#include "unit.h"

static const char *column(const char *kind, const char *s)
{
    struct cx_alias_header header;
    cx_alias_header(&header, kind_named(kind), s, strlen(s));
    return header.column < 0 ? "" : kind_named(kind)->fields[header.column].name;
}

START_TEST(headers)
{
    ck_assert_str_eq(column("employees", "员工编号"), "employee_id");
    ck_assert_str_eq(column("employees", "姓名"), "name");
    ck_assert_str_eq(column("employees", "部门"), "team_id");
    ck_assert_str_eq(column("accounts", "借据号"), "account_id");
    ck_assert_str_eq(column("accounts", "逾期金额"), "amount");
    ck_assert_str_eq(column("payments", "回款金额"), "amount");
    ck_assert_str_eq(column("payments", "还款日期"), "paid_at");
    ck_assert_str_eq(column("contacts", "话术/录音文本"), "transcript");
    ck_assert_str_eq(column("contacts", "回款金额"), "");
    ck_assert_str_eq(column("contacts", ""), "");
    ck_assert_str_eq(column("contacts", "()"), "");
}
END_TEST

START_TEST(forms_of_a_header)
{
    static const char *const same[] = {
        "employee_id",      "Employee ID",      "EMPLOYEE-ID",
        "EmployeeID",       "employee id",      "Ｅｍｐｌｏｙｅｅ　ＩＤ",
        "*员工编号",        "员工编号：",       "员工 编号",
        "\xC2\xA0员工编号", "员工编号（必填）", "employee\xE2\x80\x8B_id"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        ck_assert_msg(strcmp(column("employees", same[i]), "employee_id") == 0, "%s", same[i]);
    ck_assert_str_eq(column("payments", "Paid at"), "paid_at");
    ck_assert_str_eq(column("payments", "paid_AT"), "paid_at");
    ck_assert_str_eq(column("payments", "paid at the till"), "");
}
END_TEST

static int word(const char *const *words, const char *s)
{
    return cx_alias_word(words, s, strlen(s));
}

START_TEST(words)
{
    ck_assert_int_eq(word(cx_channels, "电话"), CX_PHONE);
    ck_assert_int_eq(word(cx_channels, "诉讼"), CX_LEGAL);
    ck_assert_int_eq(word(cx_channels, "Phone Call"), CX_PHONE);
    ck_assert_int_eq(word(cx_outcomes, "No Answer"), CX_NO_ANSWER);
    ck_assert_int_eq(word(cx_outcomes, "已接通"), CX_TALKED);
    ck_assert_int_eq(word(cx_upheld_words, "待定"), CX_UPHELD_PENDING);
    ck_assert_int_eq(word(cx_verdicts, "违规"), CX_VIOLATION);
    ck_assert_int_eq(word(cx_arrangement_kinds, "展期"), CX_EXTENSION);
    ck_assert_int_eq(word(cx_account_statuses, "核销"), CX_WRITTEN_OFF);
    ck_assert_int_eq(word(cx_no_yes, "否"), 0);
    ck_assert_int_eq(word(cx_no_yes, "是"), 1);
    ck_assert_int_eq(word(cx_ratings, "ＡＡ"), 1);
    ck_assert_int_eq(word(cx_ratings, "AA级"), 1);
    ck_assert_int_eq(word(cx_ratings, "A-"), -1); /* another rating, not an A written otherwise */
    ck_assert_int_eq(word(cx_ratings, "A+"), -1);
    ck_assert_int_eq(word(cx_channels, "信鸽"), -1);
    ck_assert_int_eq(word(cx_channels, ""), -1);
}
END_TEST

START_TEST(likeness)
{
    const struct cx_kind *kind = kind_named("contacts");
    int outcome = cx_kind_field(kind, "outcome", 7), reason = cx_kind_field(kind, "reason", 6);
    ck_assert_int_eq(cx_alias_likeness(kind, outcome, "Outcome", 7), 100);
    ck_assert_int_eq(cx_alias_likeness(kind, outcome, "结果", 6), 100);
    ck_assert_int_gt(cx_alias_likeness(kind, outcome, "Poutcome", 8), 70);
    ck_assert_int_ge(cx_alias_likeness(kind, outcome, "最终通话结果", 18), 70);
    ck_assert_int_lt(cx_alias_likeness(kind, reason, "Poutcome", 8), 40);
    ck_assert_int_eq(cx_alias_likeness(kind, reason, "", 0), 0);
}
END_TEST

START_TEST(nothing)
{
    ck_assert(cx_alias_is_nothing("NULL", 4) && cx_alias_is_nothing("n/a", 3));
    ck_assert(cx_alias_is_nothing("无", 3) && cx_alias_is_nothing("-", 1));
    ck_assert(!cx_alias_is_nothing("nobody", 6) && !cx_alias_is_nothing("", 0));
}
END_TEST

/* A line of the table. */
struct line {
    char part[4][64];
};

static bool next_line(struct line *line, const char **s)
{
    if (**s == '\0')
        return false;
    for (int i = 0; i < 4; i++) {
        size_t n = strcspn(*s, ",\n");
        ck_assert_uint_lt(n, sizeof line->part[i]);
        memcpy(line->part[i], *s, n);
        line->part[i][n] = '\0';
        *s += n;
        ck_assert_msg(**s == (i < 3 ? ',' : '\n'), "%s,%s: four cells", line->part[0],
                      line->part[1]);
        ++*s;
    }
    return true;
}

static void ck_word(const struct line *line, const struct cx_kind *kind, int field)
{
    const char *const *list =
        kind->fields[field].type == CX_TYPE_BOOL ? cx_no_yes : kind->fields[field].words;
    ck_assert_msg(list != NULL, "%s.%s has no words", line->part[0], line->part[1]);
    int number = cx_word_find(list, line->part[2], strlen(line->part[2]));
    ck_assert_msg(number >= 0, "%s.%s has no word %s", line->part[0], line->part[1], line->part[2]);
    ck_assert_msg(word(list, line->part[3]) == number, "%s is also another word than %s",
                  line->part[3], line->part[2]);
}

START_TEST(files)
{
    static const char *const names[][2] = {
        {"催记.csv", "contacts"},
        {"2026年10月还款流水(更新).xlsx", "payments"},
        {"M1组 员工花名册", "employees"},
        {"客户投诉.csv", "complaints"}, /* the last word counts, */
        {"还款客户名单.csv", "customers"},
        {"还款计划.csv", "instalments"}, /* and of those that end there the longest */
        {"分期还款计划.csv", "instalments"},
        {"10月.还款.数据.csv", "payments"},
        {"data.csv", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct cx_kind *kind = cx_alias_file(names[i][0]);
        ck_assert_msg(strcmp(kind ? kind->name : "", names[i][1]) == 0, "%s: %s", names[i][0],
                      kind ? kind->name : "");
    }
}
END_TEST

/* Each line says something, and something that no other line contradicts. */
START_TEST(table)
{
    const char *s = cx_alias_table();
    struct cx_pool *seen = cx_pool_new();
    struct line line;
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    ck_assert(next_line(&line, &s));
    ck_assert_str_eq(line.part[3], "alias");
    for (int lines = 1; next_line(&line, &s); lines++) {
        struct cx_buf key = {0};
        int used = 0;
        cx_buf_printf(&key, "%s,%s,%s,", line.part[0], *line.part[2] ? line.part[1] : "",
                      *line.part[2]   ? "word"
                      : *line.part[1] ? ""
                                      : "file");
        cx_alias_fold(&key, line.part[3], strlen(line.part[3]));
        ck_assert_msg(cx_pool_put(seen, key.data, key.len) == lines - 1, "twice: %s", key.data);
        cx_buf_fini(&key);
        for (size_t k = 0; k < count; k++) {
            int field = cx_kind_field(kinds[k], line.part[1], strlen(line.part[1]));
            used += !*line.part[1] && strcmp(line.part[0], kinds[k]->name) == 0 &&
                    cx_alias_file(line.part[3]) == kinds[k];
            if (field < 0 || (*line.part[0] && strcmp(line.part[0], kinds[k]->name) != 0))
                continue;
            used++;
            if (*line.part[2])
                ck_word(&line, kinds[k], field);
            else
                ck_assert_msg(strcmp(column(kinds[k]->name, line.part[3]), line.part[1]) == 0,
                              "%s: %s is both %s and %s", kinds[k]->name, line.part[3],
                              line.part[1], column(kinds[k]->name, line.part[3]));
        }
        ck_assert_msg(used > 0, "%s,%s: there is none", line.part[0], line.part[1]);
    }
    cx_pool_free(seen);
}
END_TEST

static bool has_chinese_alias(const struct cx_kind *kind, const char *name)
{
    const char *s = cx_alias_table();
    struct line line;
    while (next_line(&line, &s)) {
        if (!*line.part[2] && strcmp(line.part[1], name) == 0 &&
            (unsigned char)*line.part[3] >= 0x80 &&
            (!*line.part[0] || strcmp(line.part[0], kind->name) == 0))
            return true;
    }
    return false;
}

START_TEST(each_column_has_a_chinese_header)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    for (size_t k = 0; k < count; k++) {
        for (size_t i = 0; i < kinds[k]->count; i++)
            ck_assert_msg(has_chinese_alias(kinds[k], kinds[k]->fields[i].name), "%s.%s",
                          kinds[k]->name, kinds[k]->fields[i].name);
    }
}
END_TEST

/* What people have seen cx call a word, they may write. */
START_TEST(each_word_is_taken_as_it_is_shown)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    ck_assert(cx_lang_set("zh_CN"));
    cx_lang_set_output_plain(false);
    for (size_t k = 0; k < count; k++) {
        for (size_t i = 0; i < kinds[k]->count; i++) {
            const struct cx_field *field = &kinds[k]->fields[i];
            for (int w = 0; field->words && field->words[w]; w++) {
                const char *shown = field->words == cx_account_statuses && w == CX_OPEN
                                        ? cx_shown_in("status", "open")
                                        : cx_shown_word(field->words[w]);
                ck_assert_msg(word(field->words, shown) == w, "%s,%s,%s,%s", kinds[k]->name,
                              field->name, field->words[w], shown);
            }
        }
    }
    cx_lang_set("en");
}
END_TEST

/* The words of the trade at the head of po/zh_CN.po. */
START_TEST(each_word_of_the_glossary_is_taken)
{
    static const char *const of_files[][2] = {
        {"accounts", "账户"},     {"customers", "客户"},  {"employees", "员工"},
        {"teams", "团队"},        {"payments", "还款"},   {"contacts", "联系记录"},
        {"stages", "阶段"},       {"limits", "限制"},     {"keywords", "关键词"},
        {"complaints", "投诉"},   {"feedback", "评价"},   {"arrangements", "还款安排"},
        {"instalments", "分期"},  {"measures", "度量"},   {"metrics", "指标"},
        {"scorecards", "计分卡"}, {"targets", "目标"},    {"grades", "等级"},
        {"tiers", "档位"},        {"tiers", "阶梯"},      {"adjustments", "调整"},
        {"scripts", "话术"},      {"strategies", "策略"}, {"segments", "客群"},
        {"alerts", "预警"},
    };
    static const char *const of_headers[][3] = {
        {"assignments", "employee_id", "经办人"},
        {"employees", "role", "角色"},
        {"employees", "team_id", "团队"},
        {"scorecards", "scorecard_id", "计分卡"},
        {"scorecards", "metric_id", "指标"},
        {"scorecards", "weight", "权重"},
        {"scorecards", "floor", "保底"},
        {"scorecards", "cap", "封顶"},
        {"measures", "measure_id", "度量"},
        {"measures", "fact", "事实"},
        {"contacts", "channel", "渠道"},
        {"limits", "jurisdiction", "辖区"},
        {"rules", "rule_id", "规则"},
        {"rules", "basis", "基数"},
        {"rules", "rate", "比率"},
        {"rules", "tier_id", "阶梯"},
        {"rules", "tier_id", "档位"},
        {"targets", "period", "期间"},
        {"grades", "grade", "等级"},
        {"stages", "stage", "阶段"},
        {"scripts", "script_id", "话术"},
        {"strategies", "strategy_id", "策略"},
        {"segments", "segment_id", "客群"},
        {"alerts", "alert_id", "预警"},
    };
    for (size_t i = 0; i < sizeof of_files / sizeof *of_files; i++) {
        const struct cx_kind *kind = cx_alias_file(of_files[i][1]);
        ck_assert_msg(kind && strcmp(kind->name, of_files[i][0]) == 0, "%s,,,%s", of_files[i][0],
                      of_files[i][1]);
    }
    for (size_t i = 0; i < sizeof of_headers / sizeof *of_headers; i++)
        ck_assert_msg(strcmp(column(of_headers[i][0], of_headers[i][2]), of_headers[i][1]) == 0,
                      "%s,%s,,%s", of_headers[i][0], of_headers[i][1], of_headers[i][2]);
}
END_TEST

/* A day that is planned isn't that on which something was done, unless the column is of such days.
 */
START_TEST(planned)
{
    static const char *const planned_names[] = {
        "预计退案日期",          "计划退案日",         "退案日期(预计)",
        "退案日期(计划)",        "应退案日期",         "拟关闭日期",
        "Expected close date",   "planned_close_date", "scheduled recall date",
        "Close date (estimated)"};
    const struct cx_kind *accounts = kind_named("accounts");
    int closed_on = cx_kind_field(accounts, "closed_on", strlen("closed_on"));
    for (size_t i = 0; i < sizeof planned_names / sizeof *planned_names; i++) {
        const char *s = planned_names[i];
        ck_assert_msg(cx_alias_is_planned(s, strlen(s)), "%s", s);
        ck_assert_msg(strcmp(column("accounts", s), "") == 0, "%s", s);
        ck_assert_msg(cx_alias_likeness(accounts, closed_on, s, strlen(s)) == 0, "%s", s);
    }
    ck_assert_str_eq(column("accounts", "退案日期(实际)"), "closed_on");
    ck_assert_str_eq(column("accounts", "应还日期"), "due_on");
    ck_assert_str_eq(column("accounts", "到期日(预计)"), "due_on");
    ck_assert_str_eq(column("contacts", "承诺还款日(预计)"), "promised_on");
    ck_assert_str_eq(column("scorecards", "生效日期(计划)"), "valid_from");
    ck_assert(!cx_alias_is_planned("响应时间", strlen("响应时间")));
    ck_assert(!cx_alias_is_planned("应答时间", strlen("应答时间")));
    ck_assert(!cx_alias_is_planned("虚拟日期", strlen("虚拟日期")));
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, planned);
    tcase_add_test(tc, headers);
    tcase_add_test(tc, files);
    tcase_add_test(tc, forms_of_a_header);
    tcase_add_test(tc, words);
    tcase_add_test(tc, likeness);
    tcase_add_test(tc, nothing);
    tcase_add_test(tc, table);
    tcase_add_test(tc, each_column_has_a_chinese_header);
    tcase_add_test(tc, each_word_is_taken_as_it_is_shown);
    tcase_add_test(tc, each_word_of_the_glossary_is_taken);
}

UNIT_MAIN("alias")
