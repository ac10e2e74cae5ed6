/* What lines are called, and those that are no rule's: adjustments, what puts an earlier period
 * right, and what is carried over from one. */
#include <string.h>

#include "base/decimal.h"
#include "sheet/reread.h"
#include "sheet/told.h"
#include "statement/parts.h"

const char *title_of_other(struct page *page, const struct cx_bonus_line *line)
{
    const char *id = page_text(page, line->rule_id);
    return line->rule == CX_LINE_RETRO   ? page_words(page, "Correction for %s", id)
           : line->rule == CX_LINE_CARRY ? page_words(page, "Carried over from %s", id)
                                         : page_words(page, "Adjustment %s", id);
}

const char *title_of_team(const struct cx_org *org, const char *key)
{
    int team = cx_org_team_keyed(org, key);
    return team < 0 ? key : cx_team_title(&org->teams[team]);
}

static const struct cx_team *team_of(const struct cx_bonus *bonus, const struct cx_bonus_line *line)
{
    const struct cx_org *org = bonus->scores->org;
    return &org->teams[org->posts[bonus->scores->posts[line->row].post].team];
}

static const char *with_team(struct page *plain, const char *what, const char *team)
{
    return page_words(plain, "%s, team %s", what, team);
}

const char *title_of_line(struct page *plain, const struct statement *statement,
                          const struct cx_bonus_line *line)
{
    const struct cx_bonus *bonus = statement->bonus;
    if (line->rule < 0)
        return title_of_other(plain, line);
    const char *title = title_of_rule_id(statement, bonus->scores->plan->rules[line->rule].id);
    return statement->post_count > 1 ? with_team(plain, title, cx_team_title(team_of(bonus, line)))
                                     : title;
}

/* Whether a person has sealed lines of several posts. */
static bool is_of_several(const struct statement *statement, const struct sealed_lines *lines,
                          const struct sealed_line *line)
{
    bool out = statement->post_count > 1;
    for (size_t i = 0; i < lines->count && !out; i++) {
        const struct sealed_line *other = &lines->list[i];
        out = other->person == line->person && is_rule_line(other) &&
              (strcmp(other->team, line->team) != 0 || strcmp(other->since, line->since) != 0);
    }
    return out;
}

const char *title_of_rule_id(const struct statement *statement, const char *id)
{
    const struct sealed_month *sealed = sealed_own(statement->ground);
    const char *title = sealed ? reread_pair(&sealed->titles, id) : NULL;
    if (title)
        return *title ? title : id;
    const struct cx_plan *plan = statement->bonus->scores->plan;
    int rule = cx_plan_rule(plan, id);
    return rule < 0 || !plan->rules[rule].title ? id : plan->rules[rule].title;
}

const char *title_of_sealed(struct page *plain, const struct statement *statement,
                            const struct sealed_lines *lines, const struct sealed_line *line)
{
    const struct cx_bonus_line other = {.rule_id = line->rule_id,
                                        .rule = strcmp(line->kind, "retro") == 0 ? CX_LINE_RETRO
                                                : strcmp(line->kind, "carry") == 0
                                                    ? CX_LINE_CARRY
                                                    : CX_LINE_ADJUSTMENT};
    if (!is_rule_line(line))
        return title_of_other(plain, &other);
    const char *title = title_of_rule_id(statement, line->rule_id);
    return is_of_several(statement, lines, line)
               ? with_team(plain, title, title_of_team(statement->bonus->scores->org, line->team))
               : title;
}

/* What a rule gives today in a period that is sealed, and what was sealed. */
struct change {
    const char *id;
    size_t id_length;
    int64_t now, then;             /* cents */
    int64_t basis_now, basis_then; /* millionths */
    int decimals;                  /* that these are shown with, at least */
    bool has_basis;                /* and another one */
};

/* A number at the start of a text, which goes on behind it; false: there is none. */
static bool read_number(int64_t *value, const char **text, int decimals)
{
    size_t n = strspn(*text, "-0123456789.");
    if (n == 0 || cx_dec_parse(value, *text, n, decimals) != CX_DEC_OK)
        return false;
    *text += n;
    return true;
}

static bool skip(const char **text, const char *words)
{
    size_t n = strlen(words);
    bool is_there = strncmp(*text, words, n) == 0;
    *text += is_there ? n : 0;
    return is_there;
}

/* " (on 18556.00 instead of 20412.00)", where it is there. */
static void read_basis(struct change *change, const char **text)
{
    const char *at = *text;
    change->decimals = strcspn(at, ".") < strcspn(at, ")") ? 2 : 0;
    change->has_basis = skip(&at, " (on ") && read_number(&change->basis_now, &at, 6) &&
                        skip(&at, " instead of ") && read_number(&change->basis_then, &at, 6) &&
                        skip(&at, ")");
    *text = change->has_basis ? at : *text;
}

/* Reads "commission 371.12 instead of 408.24", and perhaps on what, off a note as sheet/retro.c
 * writes them, and what stands between it and the next. */
static bool read_change(struct change *change, const char **note)
{
    static const char word[] = " instead of ";
    const char *at = strstr(*note, word), *now = at, *then = at ? at + strlen(word) : NULL;
    while (now && now > *note && now[-1] != ' ')
        now--;
    if (!now || now < *note + 2 || !read_number(&change->now, &now, 2) || now != at ||
        !read_number(&change->then, &then, 2))
        return false;
    read_basis(change, &then);
    change->id = *note;
    for (change->id_length = (size_t)(at - *note); (*note)[change->id_length - 1] != ' ';)
        change->id_length--;
    change->id_length--;
    *note = then + strspn(then, ",; ");
    return true;
}

static const char *title_of_rule(const struct statement *statement, const struct change *change)
{
    const struct cx_plan *plan = statement->bonus->scores->plan;
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cx_rule *rule = &plan->rules[i];
        if (strlen(rule->id) == change->id_length &&
            memcmp(rule->id, change->id, change->id_length) == 0)
            return page_text(statement->page, rule->title ? rule->title : rule->id);
    }
    return page_words(statement->page, "%.*s", (int)change->id_length, change->id);
}

/* The differences that a line puts right; false: its note says something else. */
static bool explain_retro(struct statement *statement, const struct cx_bonus_line *line)
{
    struct page *page = statement->page;
    const char *note = line->note;
    struct change change;
    int64_t before;
    if (!note || (!strstr(note, " instead of ") && !strstr(note, " was put right before")))
        return false;
    page_item(page, 0, "What each rule gives today, less what was sealed:");
    while (read_change(&change, &note)) {
        page_item(page, 1, "%s: %s − %s = %s", title_of_rule(statement, &change),
                  page_money(page, change.now), page_taken(page, change.then),
                  page_money(page, change.now - change.then));
        if (change.has_basis)
            page_item(page, 2, "Paid on %s today, and on %s when it was sealed",
                      page_number(page, change.basis_now, 6, change.decimals),
                      page_number(page, change.basis_then, 6, change.decimals));
    }
    if (read_number(&before, &note, 2))
        page_item(page, 1, "Less what was put right before: %s", page_money(page, before));
    page_item(page, 0, "Together: %s", page_money(page, line->amount));
    page_end_list(page);
    return true;
}

void explain_others(struct statement *statement)
{
    struct page *page = statement->page;
    struct cx_buf told = {0};
    for (size_t i = 0; i < statement->line_count; i++) {
        const struct cx_bonus_line *line = statement->lines[i];
        if (line->rule >= 0)
            continue;
        page_heading(page, 3, "%s: %s", title_of_other(page, line), page_money(page, line->amount));
        if (line->rule == CX_LINE_RETRO && explain_retro(statement, line))
            continue;
        const struct cx_cell note = told_cell(&told, "note", line->note);
        if (note.text)
            page_say(page, "%s", page_text(page, note.text));
    }
    cx_buf_fini(&told);
}
