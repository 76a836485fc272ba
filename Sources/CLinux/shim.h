/* The kernel calls of the store that Swift's Glibc module leaves out. */

#include <linux/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Declared by glibc only under _GNU_SOURCE. */
extern int syncfs(int);

/* When an open file was made, in nanoseconds since 1970; 0 where its file system does not know. */
static inline long long file_birth(int descriptor) {
    struct statx facts;
    long result = syscall(SYS_statx, descriptor, "", 0x1000 /* AT_EMPTY_PATH */, STATX_BTIME, &facts);
    if (result != 0 || !(facts.stx_mask & STATX_BTIME)) return 0;
    return facts.stx_btime.tv_sec * 1000000000LL + facts.stx_btime.tv_nsec;
}
