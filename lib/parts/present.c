#include "parts/present.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"

const char *present_format(char text[PART_TEXT], const struct cx_part *part)
{
    snprintf(text, PART_TEXT, "%d/%d", part->number, part->parts);
    return text;
}

bool present_parse(struct cx_part *part, const char *text)
{
    int end = 0;
    return sscanf(text, "%d/%d%n", &part->number, &part->parts, &end) == 2 && text[end] == '\0' &&
           part->parts > 0 && part->number >= 0 && part->number <= part->parts;
}

int present_add(struct present *present, const struct present_part *part, struct cx_err *err)
{
    for (size_t i = 0; i < present->count; i++) {
        const struct present_part *other = &present->list[i];
        if (other->part.parts != part->part.parts)
            return cx_err_set(err, CX_EDATA,
                              "%s:%lld: is one of %d parts, but %s:%lld is one of %d: they are "
                              "different companies, or dealt differently",
                              part->name, (long long)part->line, part->part.parts, other->name,
                              (long long)other->line, other->part.parts);
        if (other->part.number == part->part.number)
            return cx_err_set(err, CX_EDATA, "%s:%lld: part %d of %d is there already, in %s:%lld",
                              part->name, (long long)part->line, part->part.number,
                              part->part.parts, other->name, (long long)other->line);
    }
    CX_GROW(present->list, present->count, present->cap);
    present->list[present->count++] = *part;
    return 0;
}

static bool has(const struct present *present, int number)
{
    for (size_t i = 0; i < present->count; i++) {
        if (present->list[i].part.number == number)
            return true;
    }
    return false;
}

int present_check(const struct present *present, struct cx_err *err)
{
    struct cx_buf missing = {0};
    int parts = present->count ? present->list[0].part.parts : -1, rc = 0;
    for (int i = 0; i <= parts; i++) {
        if (!has(present, i))
            cx_buf_printf(&missing, "%s%d", missing.len ? ", " : "", i);
    }
    if (missing.len > 0)
        rc = cx_err_set(err, CX_EDATA,
                        "of the parts 0 to %d these are missing: %s; 0 is the head's own", parts,
                        cx_buf_str(&missing));
    cx_buf_fini(&missing);
    return rc;
}

void present_fini(struct present *present)
{
    free(present->list);
}
