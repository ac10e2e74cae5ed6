/* Whom and which team somebody means who writes an id or a name, and who may be meant by one that
 * is wrong. */
#include <string.h>

#include "base/buf.h"
#include "base/nearest.h"
#include "org/org.h"

#define MEANT_MAX 5 /* more that may be meant help nobody */

/* Those who may be meant. */
struct meant {
    struct cx_buf list;
    int count, distance;
};

static void add(struct meant *meant, const char *id, const char *name)
{
    if (++meant->count > MEANT_MAX)
        return;
    cx_buf_printf(&meant->list, "%s%s", meant->list.len > 0 ? ", " : "", id);
    if (name)
        cx_buf_printf(&meant->list, " (%s)", name);
}

/* A part of a name is enough, and so is a name with more around it. */
static bool is_part(const char *text, const char *name)
{
    return *name && *text && (strstr(name, text) || strstr(text, name));
}

/* Keeps those whose names come nearest. */
static void try_near(struct meant *meant, const char *text, const char *id, const char *name)
{
    struct cx_nearest nearest = {0};
    cx_nearest_try(&nearest, text, strlen(text), name);
    if (!nearest.name[0] || (meant->count > 0 && nearest.distance > meant->distance))
        return;
    if (meant->count > 0 && nearest.distance < meant->distance) {
        cx_buf_clear(&meant->list);
        meant->count = 0;
    }
    meant->distance = nearest.distance;
    add(meant, id, name);
}

/* People, or teams. */
struct group {
    const struct cx_org *org;
    int count;
    const char *(*key)(const struct cx_org *org, int i), *(*name)(const struct cx_org *org, int i);
};

/* How many are called so; *index is the one, or the last. The list has the ids of several, or whom
 * the text may mean where nobody is called so. */
static int look_up(int *index, struct cx_buf *list, const struct group *group, const char *text)
{
    int count = 0;
    for (int i = 0; i < group->count; i++) {
        bool is_id = strcmp(group->key(group->org, i), text) == 0;
        if (!is_id && strcmp(group->name(group->org, i), text) != 0)
            continue;
        *index = i;
        if (is_id)
            return 1;
        cx_buf_printf(list, "%s%s", count++ > 0 ? ", " : "", group->key(group->org, i));
    }
    return count;
}

enum how { BY_ID, BY_PART, BY_NEAR };

static void find_meant(struct cx_buf *list, const struct group *group, const char *text)
{
    struct meant meant = {0};
    for (enum how how = BY_ID; how <= BY_NEAR && meant.count == 0; how++) {
        for (int i = 0; i < group->count; i++) {
            const char *id = group->key(group->org, i), *name = group->name(group->org, i);
            if (how == BY_ID && cx_nearest_is_id(text, id))
                add(&meant, id, NULL);
            else if (how == BY_PART && is_part(text, name))
                add(&meant, id, name);
            else if (how == BY_NEAR)
                try_near(&meant, text, id, name);
        }
    }
    if (meant.count <= MEANT_MAX)
        cx_buf_puts(list, cx_buf_str(&meant.list));
    cx_buf_fini(&meant.list);
}

static const char *key_of_person(const struct cx_org *org, int i)
{
    return org->people[i].key;
}

static const char *name_of_person(const struct cx_org *org, int i)
{
    return org->people[i].name;
}

int cx_org_find_person(int *person, const struct cx_org *org, const char *text, struct cx_err *err)
{
    const struct group people = {org, org->person_count, key_of_person, name_of_person};
    struct cx_buf list = {0};
    int count = look_up(person, &list, &people, text), rc = 0;
    if (count == 0)
        find_meant(&list, &people, text);
    if (count > 1)
        rc = cx_err_set(err, CX_EUSAGE, "%d people are called \"%s\": write one of the ids %s",
                        count, text, cx_buf_str(&list));
    else if (count == 0 && list.len > 0)
        rc = cx_err_set(err, CX_EUSAGE, "there is no employee \"%.100s\" (did you mean %s?)", text,
                        cx_buf_str(&list));
    else if (count == 0)
        rc = cx_err_set(err, CX_EUSAGE,
                        "there is no employee \"%.100s\": write an id as cx-import took it, or a "
                        "whole name",
                        text);
    cx_buf_fini(&list);
    return rc;
}

static const char *key_of_team(const struct cx_org *org, int i)
{
    return org->teams[i].key;
}

static const char *name_of_team(const struct cx_org *org, int i)
{
    return org->teams[i].name;
}

int cx_org_find_team(int *team, const struct cx_org *org, const char *text, struct cx_err *err)
{
    const struct group teams = {org, org->team_count, key_of_team, name_of_team};
    struct cx_buf list = {0};
    int count = look_up(team, &list, &teams, text), rc = 0;
    if (count == 0)
        find_meant(&list, &teams, text);
    if (count > 1)
        rc = cx_err_set(err, CX_EUSAGE, "%d teams are called \"%s\": write one of the ids %s",
                        count, text, cx_buf_str(&list));
    else if (count == 0 && list.len > 0)
        rc = cx_err_set(err, CX_EUSAGE, "there is no team \"%.100s\" (did you mean %s?)", text,
                        cx_buf_str(&list));
    else if (count == 0)
        rc = cx_err_set(err, CX_EUSAGE,
                        "there is no team \"%.100s\": write an id as cx-import took it, or a whole "
                        "name",
                        text);
    cx_buf_fini(&list);
    return rc;
}
