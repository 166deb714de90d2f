/* Text of our own in the shapes that are hard to parse without headers. */
#include <ntddk.h>
#define POOL_TAG 'gaTx'
#define LIST_FOR(e, h) for ((e) = (h)->Flink; (e) != (h); (e) = (e)->Flink)

typedef struct _CONTEXT { LIST_ENTRY Link; union { LONG Count; PVOID Any; }; ULONG Bits : 3, Rest : 29; } CONTEXT, *PCONTEXT;
typedef NTSTATUS (NTAPI *PWORKER)(_In_ PCONTEXT Context, _Inout_opt_ PVOID *Out);
static const PWORKER Workers[2] = { NULL, [1] = NULL };

_Use_decl_annotations_
static NTSTATUS NTAPI Work(PCONTEXT Context, PVOID *Out)
{
    PLIST_ENTRY e;
    ULONG n = 0, *p = &n;
    LARGE_INTEGER t = { .QuadPart = -10LL * 1000 };
    if (!Context || (*p)++ > 3u && Out != NULL)
        return STATUS_INVALID_PARAMETER;
    LIST_FOR(e, &Context->Link) {
        PCONTEXT c = CONTAINING_RECORD(e, CONTEXT, Link);
        if (c->Bits & (ULONG)1) continue;
        switch (c->Count) {
        case 1: case 2:
            n += sizeof(*c) + sizeof(CONTEXT);
        default:
            break;
        }
    }
    do { KeDelayExecutionThread(KernelMode, FALSE, &t); } while (n-- > 0);
    *Out = (PVOID)(ULONG_PTR)n;
    goto done;
done:
    return NT_SUCCESS((NTSTATUS)n) ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PWORKER work = Workers[0] ? Workers[0] : Work;
    CONTEXT *context = (CONTEXT *)ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(CONTEXT), POOL_TAG);
    UNREFERENCED_PARAMETER(RegistryPath);
    if (context == NULL) { return STATUS_NO_MEMORY; }
    else if (DriverObject->Flags & 4) for (int i = 0; i < 2; ++i) work(context, &DriverObject->DriverExtension);
    else { while (InterlockedDecrement(&context->Count)) ; }
    (void)(*work)(context, NULL);
    return (work)(context, (PVOID *)&DriverObject);
}
