/* Names of columns without the brackets and signs beside them, and what is in brackets in parts. */
#include <string.h>

#include "kind/unit.h"

bool cx_unit_ends_with(struct cx_unit_text text, const char *ending)
{
    size_t length = strlen(ending);
    return text.n >= length && memcmp(text.s + text.n - length, ending, length) == 0;
}

static const char *const brackets[][2] = {{"(", ")"}, {"[", "]"}, {"【", "】"}};
#define BRACKETS (sizeof brackets / sizeof *brackets)

bool cx_unit_peel(struct cx_unit_text *name, struct cx_unit_text *unit)
{
    struct cx_unit_text text = *name;
    while (text.n > 0 && strchr(" *:", text.s[text.n - 1]))
        text.n--;
    for (size_t i = 0; i < BRACKETS; i++) {
        size_t before = strlen(brackets[i][0]), behind = strlen(brackets[i][1]);
        if (!cx_unit_ends_with(text, brackets[i][1]))
            continue;
        for (size_t at = text.n - behind; at-- > 0;) {
            if (at == 0 || at + before + behind > text.n ||
                memcmp(text.s + at, brackets[i][0], before) != 0)
                continue;
            *unit = (struct cx_unit_text){text.s + at + before, text.n - behind - at - before};
            name->n = at;
            return true;
        }
    }
    return false;
}

const char *cx_unit_peel_sign(struct cx_unit_text *name)
{
    static const char *const signs[] = {"%", "$", "€", "£", "¥", "₹"};
    struct cx_unit_text text = *name;
    while (text.n > 0 && strchr(" *:_-", text.s[text.n - 1]))
        text.n--;
    for (; text.n > 0 && strchr(" *", *text.s); text.n--)
        text.s++;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = strlen(signs[i]);
        bool is_before = text.n > n && memcmp(text.s, signs[i], n) == 0;
        if (!is_before && !cx_unit_ends_with(text, signs[i]))
            continue;
        *name = (struct cx_unit_text){text.s + (is_before ? n : 0), text.n - n};
        return signs[i];
    }
    return NULL;
}

char *cx_unit_behind_label(char *part)
{
    static const char *const labels[] = {"单位:", "单位为", "单位",   "金额单位:", "货币单位:",
                                         "币种:", "unit:",  "units:", "currency:"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (strncmp(part, labels[i], strlen(labels[i])) == 0 && part[strlen(labels[i])])
            return part + strlen(labels[i]);
    }
    return part;
}

char *cx_unit_part_next(char *part, bool has_slashes)
{
    static const char *const marks[] = {",", ";", "、", "/"};
    char *first = NULL;
    size_t n = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks - !has_slashes; i++) {
        char *at = strstr(part, marks[i]);
        if (at && (!first || at < first)) {
            first = at;
            n = strlen(marks[i]);
        }
    }
    if (!first)
        return NULL;
    *first = '\0';
    return first + n;
}
