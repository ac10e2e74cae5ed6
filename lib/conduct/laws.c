#include "conduct/laws.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "conduct/conduct.h"
#include "conduct/conduct.sql.h"
#include "conduct/record.h"

static int add_name(struct laws *laws, const char *s, size_t n)
{
    for (size_t i = 0; i < laws->count; i++) {
        if (strlen(laws->names[i]) == n && strncasecmp(laws->names[i], s, n) == 0)
            return (int)i;
    }
    CX_GROW(laws->names, laws->count, laws->cap);
    laws->names[laws->count] = cx_strndup(s, n);
    return (int)laws->count++;
}

/* s[0..n) without blanks around it. */
static void trim(const char **s, size_t *n)
{
    while (*n > 0 && isspace((unsigned char)**s))
        ++*s, --*n;
    while (*n > 0 && isspace((unsigned char)(*s)[*n - 1]))
        --*n;
}

/* Full-width marks, as a Chinese keyboard writes them, are those of a plain one. */
static void narrow_marks(char *s)
{
    static const struct {
        const char *wide;
        char narrow;
    } marks[] = {{"；", ';'}, {"＝", '='}, {"\xE3\x80\x80", ' '}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        for (char *at = s; (at = strstr(at, marks[i].wide)) != NULL;) {
            memset(at, ' ', strlen(marks[i].wide));
            *at = marks[i].narrow;
        }
    }
}

static int check_once(const struct laws *laws, const struct law_of *of, struct cx_err *err)
{
    for (const struct law_of *other = laws->regions; other < of; other++) {
        if (strcasecmp(other->region, of->region) == 0 && other->law != of->law)
            return cx_err_set(err, CX_EDATA,
                              "the region \"%s\" has two jurisdictions, %s and %s: give it one",
                              of->region, laws->names[other->law], laws->names[of->law]);
    }
    return 0;
}

int laws_check(const struct laws *laws, struct cx_err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < laws->region_count; i++) {
        const struct law_of *of = &laws->regions[i];
        rc = strchr(laws->names[of->law], '=')
                 ? cx_err_set(err, CX_EDATA, "\"%s=%s\" is not REGION=JURISDICTION", of->region,
                              laws->names[of->law])
                 : check_once(laws, of, err);
    }
    return rc;
}

static int add_region(struct laws *laws, const char *s, size_t n, struct cx_err *err)
{
    const char *sign = memchr(s, '=', n);
    trim(&s, &n);
    if (n == 0)
        return 0;
    const char *region = s, *law = sign ? sign + 1 : s;
    size_t region_len = sign ? (size_t)(sign - s) : 0, law_len = (size_t)(s + n - law);
    trim(&region, &region_len);
    trim(&law, &law_len);
    if (!sign || region_len == 0 || law_len == 0)
        return cx_err_set(err, CX_EDATA, "\"%.*s\" is not REGION=JURISDICTION", (int)n, s);
    CX_GROW(laws->regions, laws->region_count, laws->region_cap);
    laws->regions[laws->region_count++] = (struct law_of){.region = cx_strndup(region, region_len),
                                                          .law = add_name(laws, law, law_len)};
    return 0;
}

int laws_init(struct laws *laws, struct cx_db *db, struct cx_err *err)
{
    char *jurisdiction = NULL, *regions = NULL;
    *laws = (struct laws){0};
    int rc = read_setting(&jurisdiction, db, "jurisdiction", err);
    if (rc == 0)
        rc = read_setting(&regions, db, "region_jurisdictions", err);
    add_name(laws, jurisdiction ? jurisdiction : "", jurisdiction ? strlen(jurisdiction) : 0);
    if (rc == 0 && regions)
        narrow_marks(regions);
    for (const char *s = regions; rc == 0 && s && *s;) {
        size_t n = strcspn(s, ";");
        rc = add_region(laws, s, n, err);
        s += n + (s[n] == ';');
    }
    free(jurisdiction);
    free(regions);
    return rc;
}

void laws_fini(struct laws *laws)
{
    for (size_t i = 0; i < laws->count; i++)
        free(laws->names[i]);
    for (size_t i = 0; i < laws->region_count; i++)
        free(laws->regions[i].region);
    free(laws->names);
    free(laws->regions);
    *laws = (struct laws){0};
}

int laws_find(const struct laws *laws, const char *region)
{
    for (size_t i = 0; region && i < laws->region_count; i++) {
        if (strcasecmp(laws->regions[i].region, region) == 0)
            return laws->regions[i].law;
    }
    return 0;
}

int cx_limits_lacking(char **jurisdiction, struct cx_db *db, struct cx_err *err)
{
    struct laws laws;
    struct cx_stmt *stmt = NULL;
    *jurisdiction = NULL;
    int rc = laws_init(&laws, db, err);
    if (rc == 0)
        rc = laws_check(&laws, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, SQL_is_lacking, err);
    for (size_t i = 0; rc == 0 && !*jurisdiction && i < laws.count; i++) {
        cx_stmt_bind_text(stmt, 1, laws.names[i]);
        if ((rc = cx_stmt_step(stmt, err)) == 1)
            *jurisdiction = cx_strdup(laws.names[i]);
        cx_stmt_reset(stmt);
        rc = rc < 0 ? rc : 0;
    }
    cx_stmt_free(stmt);
    laws_fini(&laws);
    return rc;
}
