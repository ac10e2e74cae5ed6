#include "parts/subject.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

#define DATE_CHARS 10 /* 2026-10-11 */

void name_post(struct cx_buf *name, const struct cx_org *org, int post)
{
    char since[CX_DATE_TEXT];
    cx_buf_printf(name, "%s %s", org->people[org->posts[post].person].key,
                  cx_date_format(since, org->posts[post].since));
}

static int compare_person(const void *name, const void *person)
{
    return strcmp(name, ((const struct cx_person *)person)->key);
}

static const struct cx_person *find_person(const struct cx_org *org, const char *name)
{
    size_t count = (size_t)org->person_count;
    return count == 0 ? NULL
                      : bsearch(name, org->people, count, sizeof *org->people, compare_person);
}

static const char *find_post(size_t *subject, const struct cx_org *org, const char *name)
{
    size_t n = strlen(name);
    cx_date since;
    if (n < DATE_CHARS + 2 || name[n - DATE_CHARS - 1] != ' ' ||
        cx_date_parse(&since, name + n - DATE_CHARS, DATE_CHARS, CX_ORDER_YMD) != CX_DATE_OK)
        return N_("is not a post: write employee_id, a space, since");
    char *employee = cx_strndup(name, n - DATE_CHARS - 1);
    const struct cx_person *person = find_person(org, employee);
    free(employee);
    int first = person ? person->first_post : 0, count = person ? person->post_count : 0;
    for (int i = first; i < first + count; i++) {
        if (org->posts[i].since == since) {
            *subject = (size_t)i;
            return NULL;
        }
    }
    return N_("is not a post in this database: import the same employees into both");
}

static const char *find_employee(size_t *subject, const struct cx_org *org, const char *name)
{
    const struct cx_person *person = find_person(org, name);
    if (!person)
        return N_("is not an employee in this database");
    *subject = cx_subject_of_person(org, (int)(person - org->people));
    return NULL;
}

static const char *find_team(size_t *subject, const struct cx_org *org, const char *name)
{
    int team = cx_org_team_keyed(org, name);
    if (team < 0)
        return N_("is not a team in this database");
    *subject = cx_subject_of_team(org, team);
    return NULL;
}

static const char *find_company(size_t *subject, const struct cx_org *org, const char *name)
{
    *subject = cx_subject_of_company(org);
    return *name ? N_("must be empty for the company") : NULL;
}

const char *find_subject(size_t *subject, const struct cx_org *org, const char *level,
                         const char *name)
{
    static const struct {
        const char *level;
        const char *(*find)(size_t *, const struct cx_org *, const char *);
    } levels[] = {{"post", find_post},
                  {"employee", find_employee},
                  {"team", find_team},
                  {"company", find_company}};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (strcmp(levels[i].level, level) == 0)
            return levels[i].find(subject, org, name);
    }
    return "";
}
