/* Invariants: what code relies upon, named where it does.
 *
 *     CX_INVARIANT(count <= cap, "a batch holds no more than its rows");
 *
 * One that doesn't hold is a mistake of cx, not of its input: the process ends at once with the
 * place, the name and status 4, before a wrong figure is stored or paid. As with a lack of memory
 * (mem.h) nothing half done stays. Checked in every build, so the condition should be cheap and
 * have no side effect; input is judged by code that returns CX_EDATA. */
#ifndef CX_BASE_INVARIANT_H
#define CX_BASE_INVARIANT_H

#define CX_INVARIANT(condition, name)                                                              \
    ((condition) ? (void)0 : cx_invariant_broken(__FILE__, __LINE__, #condition, name))

_Noreturn void cx_invariant_broken(const char *file, int line, const char *condition,
                                   const char *name);

#endif
