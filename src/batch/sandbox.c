/*
 * Limits by setrlimit, folders by Landlock, system calls by seccomp.
 */
#include "batch/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "batch/sandbox_calls.h"

enum { STACK_BYTES = 8 << 20 };

static const uint64_t READS =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t WRITES = LANDLOCK_ACCESS_FS_WRITE_FILE |
    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG;
static const uint64_t NEVER = LANDLOCK_ACCESS_FS_EXECUTE |
    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK |
    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
    LANDLOCK_ACCESS_FS_MAKE_SYM;

struct sandbox_walls
sandbox_kernel(void)
{
	return (struct sandbox_walls){
		.files = syscall(SYS_landlock_create_ruleset, NULL, 0,
			     LANDLOCK_CREATE_RULESET_VERSION) > 0,
		.calls = prctl(PR_GET_SECCOMP) >= 0,
	};
}

/*
 * A limit that can't be raised again; a lower one that stands is kept. From
 * MOST on the process gets the limit's signal, from MOST + GRACE on there is
 * no more.
 */
static bool
limit(__rlimit_resource_t what, rlim_t most, rlim_t grace)
{
	struct rlimit now;

	if (getrlimit(what, &now) != 0)
		return false;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most + grace) {
		most = now.rlim_max;
		grace = 0;
	}
	now = (struct rlimit){ most, most + grace };
	return setrlimit(what, &now) == 0;
}

size_t
sandbox_file_bytes(const struct sandbox_limits *limits)
{
	struct rlimit now;

	return getrlimit(RLIMIT_FSIZE, &now) == 0 &&
		now.rlim_max != RLIM_INFINITY &&
		now.rlim_max < limits->file_bytes ?
	    now.rlim_max :
	    limits->file_bytes;
}

static bool
set_limits(const struct sandbox_limits *limits)
{
	return limit(RLIMIT_DATA, limits->memory, 0) &&
	    limit(RLIMIT_STACK, STACK_BYTES, 0) &&
	    limit(RLIMIT_CPU, limits->seconds, 1) &&
	    limit(RLIMIT_FSIZE, limits->file_bytes, 0) &&
	    limit(RLIMIT_NOFILE, limits->files, 0) &&
	    limit(RLIMIT_CORE, 0, 0);
}

/* Of a file by itself, what goes with files alone. */
static uint64_t
access_to(int file, uint64_t access)
{
	struct stat status;

	if (fstat(file, &status) == 0 && !S_ISDIR(status.st_mode))
		access &= LANDLOCK_ACCESS_FS_READ_FILE |
		    LANDLOCK_ACCESS_FS_WRITE_FILE;
	return access;
}

/* Allows what is below each folder, or a file. */
static bool
open_folders(int rules, const char *const *folders, uint64_t access)
{
	for (; *folders != NULL; folders++) {
		struct landlock_path_beneath_attr beneath = {
			.parent_fd = open(*folders, O_PATH | O_CLOEXEC),
		};
		bool added;

		if (beneath.parent_fd < 0)
			return false;
		beneath.allowed_access = access_to(beneath.parent_fd, access);
		added = syscall(SYS_landlock_add_rule, rules,
			    LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
		close(beneath.parent_fd);
		if (!added)
			return false;
	}
	return true;
}

static bool
close_files(const struct sandbox_paths *paths)
{
	const struct landlock_ruleset_attr all = { .handled_access_fs =
		READS | WRITES | NEVER };
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all,
	    0);
	bool closed;

	if (rules < 0)
		return false;
	closed = open_folders(rules, paths->read, READS) &&
	    open_folders(rules, paths->write, READS | WRITES) &&
	    syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return closed;
}

static bool
add_calls(scmp_filter_ctx filter, uint32_t action, const char *const *names)
{
	for (; *names != NULL; names++) {
		int number = seccomp_syscall_resolve_name(*names);
		int failed;

		/* not of this architecture */
		if (number < 0)
			continue;
		failed = seccomp_rule_add(filter, action, number, 0);
		if (failed != 0 && failed != -EDOM)
			return false;
	}
	return true;
}

static bool
allow_when(scmp_filter_ctx filter, int call, struct scmp_arg_cmp argument)
{
	return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1,
		   &argument) == 0;
}

/* Threads, but no processes; signals to this process alone; limits are read, not set. */
static bool
add_special_calls(scmp_filter_ctx filter)
{
	const struct scmp_arg_cmp thread = { .arg = 0,
		.op = SCMP_CMP_MASKED_EQ, .datum_a = CLONE_THREAD,
		.datum_b = CLONE_THREAD };
	const struct scmp_arg_cmp itself = { .arg = 0, .op = SCMP_CMP_EQ,
		.datum_a = (scmp_datum_t)getpid() };
	const struct scmp_arg_cmp no_new_limit = { .arg = 2,
		.op = SCMP_CMP_EQ };

	return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
		   SCMP_SYS(clone3), 0) == 0 &&
	    allow_when(filter, SCMP_SYS(clone), thread) &&
	    allow_when(filter, SCMP_SYS(tgkill), itself) &&
	    allow_when(filter, SCMP_SYS(prlimit64), no_new_limit);
}

static bool
close_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool closed;

	if (filter == NULL)
		return false;
	closed = add_calls(filter, SCMP_ACT_ALLOW, sandbox_calls_allowed) &&
	    add_calls(filter, SCMP_ACT_KILL_PROCESS, sandbox_calls_deadly) &&
	    add_special_calls(filter) && seccomp_load(filter) == 0;
	seccomp_release(filter);
	return closed;
}

bool
sandbox_enter(const struct sandbox_limits *limits,
    const struct sandbox_paths *paths)
{
	struct sandbox_walls walls = sandbox_kernel();

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    (!walls.files || close_files(paths)) && set_limits(limits) &&
	    (!walls.calls || close_calls());
}
