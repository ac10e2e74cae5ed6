/* What lint has found, each thing once. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "lint/linter.h"

static bool is_of(const struct cx_finding *finding, const char *check, const char *kind,
                  const char *id)
{
    return strcmp(finding->check, check) == 0 && strcmp(finding->kind, kind) == 0 &&
           strcmp(finding->id, id) == 0;
}

bool is_found(const struct linter *linter, const char *check, const char *kind, const char *id)
{
    const struct cx_lint *out = linter->out;
    for (size_t i = 0; i < out->count; i++) {
        if (is_of(&out->list[i], check, kind, id))
            return true;
    }
    return false;
}

void found(struct linter *linter, enum cx_lint_severity severity, const char *check,
           const char *kind, const char *id, const char *advice, const char *format, ...)
{
    struct cx_lint *out = linter->out;
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&text, cx_shown(format), arguments) < 0)
        text = cx_strdup(format);
    va_end(arguments);
    for (size_t i = 0; i < out->count; i++) {
        const struct cx_finding *other = &out->list[i];
        if (is_of(other, check, kind, id) && strcmp(other->finding, text) == 0) {
            free(text);
            return;
        }
    }
    CX_GROW(out->list, out->count, out->cap);
    out->list[out->count++] =
        (struct cx_finding){severity, check, kind, cx_strdup(id), text, cx_shown(advice)};
}
