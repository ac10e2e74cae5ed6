/* Why a rule paid nothing to a post, and what was missing. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "statement/parts.h"

/* A part of a condition: "a >= b" is left, comparison, right; else the left is all of it. */
struct part {
    char *text, *left, *right;
    const char *comparison; /* NULL: none that can be told simply */
};

/* Bytes of a quoted text or of a bracket with all that is in it; 1 of anything else. */
static size_t skip(const char *s)
{
    size_t n = 1;
    if (*s == '\'' || *s == '"' || *s == '`') {
        while (s[n] && s[n] != *s)
            n++;
        return s[n] ? n + 1 : n;
    }
    if (*s == '(') {
        while (s[n] && s[n] != ')')
            n += skip(s + n);
        return s[n] ? n + 1 : n;
    }
    return n;
}

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_word_at(const char *text, const char *s, const char *word)
{
    size_t n = strlen(word);
    return strncasecmp(s, word, n) == 0 && !is_word_byte(s[n]) &&
           (s == text || !is_word_byte(s[-1]));
}

/* Whether a word stands at the top of an expression, outside of brackets and quotes. */
static bool has_word(const char *text, const char *word)
{
    for (const char *s = text; *s; s += skip(s)) {
        if (is_word_at(text, s, word))
            return true;
    }
    return false;
}

/* Conditions that are all to hold are told one by one, but not where `and` means another thing. */
static bool can_split(const char *text)
{
    static const char *const words[] = {"or", "between", "case", "not"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (has_word(text, words[i]))
            return false;
    }
    return !strstr(text, "--") && !strstr(text, "/*");
}

static char *trimmed(const char *s, size_t n)
{
    while (n > 0 && isspace((unsigned char)*s)) {
        s++;
        n--;
    }
    while (n > 0 && isspace((unsigned char)s[n - 1]))
        n--;
    return cx_strndup(s, n);
}

static const char *comparison_at(const char *s)
{
    static const char *const signs[] = {">=", "<=", "<>", "!=", "==", ">", "<", "="};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strncmp(s, signs[i], strlen(signs[i])) == 0)
            return signs[i];
    }
    return NULL;
}

static struct part part_of(const char *text, size_t n)
{
    struct part part = {.text = trimmed(text, n)};
    for (const char *s = part.text; *s; s += skip(s)) {
        const char *comparison = comparison_at(s);
        if (!comparison)
            continue;
        if (part.comparison || has_word(part.text, "is") || has_word(part.text, "in")) {
            part.comparison = NULL; /* two of them: a < b < c */
            break;
        }
        part.comparison = comparison;
        free(part.left);
        free(part.right);
        part.left = trimmed(part.text, (size_t)(s - part.text));
        s += strlen(comparison) - 1;
        part.right = trimmed(s + 1, strlen(s + 1));
    }
    return part;
}

static void part_fini(struct part *part)
{
    free(part->text);
    free(part->left);
    free(part->right);
}

/* One side of a comparison, in millionths; none where it is null, a text, or can't be computed. */
struct side {
    bool has_number;
    int64_t number; /* millionths */
    enum cx_unit unit;
};

static struct side eval_side(struct statement *statement, struct viewpoint *view,
                             enum cx_name_scope scope, const char *text)
{
    const struct cx_plan *plan = statement->bonus->scores->plan;
    struct side side = {.unit = CX_UNIT_NUMBER};
    struct cx_expr *expr = NULL;
    struct cx_value value;
    struct cx_err ignored = {0}; /* then it is told as a whole */
    double real;
    if (cx_expr_new(&expr, statement->engine.sandbox, plan, scope, text, &ignored) < 0)
        return side;
    side.unit = unit_of(statement, expr);
    side.has_number = cx_expr_eval(&value, expr, name_value, view, &ignored) == 0 &&
                      cx_expr_number(&real, value) && cx_dec_from_real(&side.number, real, 6);
    cx_expr_free(expr);
    return side;
}

/* 1 holds, 0 does not; null counts as no. */
static int part_holds(struct statement *statement, struct viewpoint *view, enum cx_name_scope scope,
                      const char *text)
{
    struct side side = eval_side(statement, view, scope, text);
    return side.has_number && side.number != 0;
}

static const char *word_for(const char *comparison)
{
    static const char *const words[][2] = {{">=", "at least"}, {">", "more than"},
                                           {"<=", "at most"},  {"<", "less than"},
                                           {"=", "exactly"},   {"==", "exactly"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i][0], comparison) == 0)
            return words[i][1];
    }
    return "other than";
}

static void say_part(struct statement *statement, struct viewpoint *view, enum cx_name_scope scope,
                     const struct part *part)
{
    struct page *page = statement->page;
    struct side left = {0}, right = {0};
    int64_t missing;
    if (part->comparison) {
        left = eval_side(statement, view, scope, part->left);
        right = eval_side(statement, view, scope, part->right);
    }
    if (!left.has_number || !right.has_number) {
        page_item(page, 0, "Not met: %s", page_code(page, part->text));
        struct cx_expr *expr = NULL;
        struct cx_err ignored = {0};
        if (cx_expr_new(&expr, statement->engine.sandbox, statement->bonus->scores->plan, scope,
                        part->text, &ignored) == 0)
            explain_names(statement, view, expr);
        cx_expr_free(expr);
        return;
    }
    enum cx_unit unit = left.unit != CX_UNIT_NUMBER ? left.unit : right.unit;
    page_item(page, 0, "Not met: %s. It was %s; it needs %s %s.", page_code(page, part->text),
              page_quantity(page, left.number, 6, unit), word_for(part->comparison),
              page_quantity(page, right.number, 6, unit));
    if (part->comparison[0] != '>' && part->comparison[0] != '<')
        return;
    if (!__builtin_sub_overflow(right.number, left.number, &missing) && missing != 0) {
        int64_t size = missing < 0 ? -missing : missing;
        page_item(page, 1, missing > 0 ? "Missing: %s" : "Too much: %s",
                  page_gap(page, size, 6, unit));
    }
}

static void say_condition(struct statement *statement, struct viewpoint *view,
                          const struct rule *rule, const char *where)
{
    enum cx_name_scope scope = view->post ? CX_SCOPE_RULE : CX_SCOPE_POOL;
    const char *text = rule->of->when, *from = text;
    if (*where)
        page_item(statement->page, 0, "Of your post%s:", where);
    for (const char *s = text; can_split(text) && *s; s += skip(s)) {
        if (!is_word_at(text, s, "and"))
            continue;
        struct part part = part_of(from, (size_t)(s - from));
        if (!part_holds(statement, view, scope, part.text))
            say_part(statement, view, scope, &part);
        part_fini(&part);
        from = s + 3;
    }
    struct part part = part_of(from, strlen(from));
    if (!can_split(text))
        part.comparison = NULL;
    if (!part_holds(statement, view, scope, part.text))
        say_part(statement, view, scope, &part);
    part_fini(&part);
}

/* The rule of the same group that came first for this post; NULL: none. */
static const struct cx_rule *before_in_group(const struct statement *statement,
                                             const struct rule *rule, size_t post)
{
    const struct cx_plan *plan = statement->bonus->scores->plan;
    for (int i = 0; rule->of->grp && i < rule->index; i++) {
        const struct cx_rule *other = &plan->rules[i];
        if (!other->grp || strcasecmp(other->grp, rule->of->grp) != 0)
            continue;
        for (size_t k = 0; k < statement->post_count; k++) {
            if (statement->posts[k] == post &&
                statement->held[(size_t)i * statement->post_count + k])
                return other;
        }
    }
    return NULL;
}

int explain_missing(struct statement *statement, const struct case_of *of, size_t post)
{
    const struct rule *rule = of->rule;
    const struct cx_rule *other = before_in_group(statement, rule, post);
    struct viewpoint view = post_view(&statement->engine, statement->bonus->scores, post);
    const char *where = say_post(statement, post);
    if (other) {
        page_item(statement->page, 0, "%s is paid instead%s: of these rules only the first counts.",
                  page_text(statement->page, other->title ? other->title : other->id), where);
        return 0;
    }
    if (!of->holds[post]) {
        say_condition(statement, &view, rule, where);
        return 0;
    }
    return rule->kind->miss ? rule->kind->miss(statement, of, post) : 0;
}

int explain_missing_pool(struct statement *statement, const struct case_of *of, size_t post,
                         int team)
{
    const struct rule *rule = of->rule;
    const struct cx_rule *other = before_in_group(statement, rule, post);
    struct viewpoint view = {&statement->engine, statement->bonus->scores, NULL, team};
    int rc = other ? 1 : rule_holds(rule, &view, statement->engine.err);
    if (other)
        page_item(statement->page, 0, "%s is paid instead: of these rules only the first counts.",
                  page_text(statement->page, other->title ? other->title : other->id));
    else if (rc == 0)
        say_condition(statement, &view, rule, say_post(statement, post));
    else if (rc == 1)
        page_item(statement->page, 0, "There was nothing to share, or your weight in it is 0.");
    return rc < 0 ? rc : 0;
}
