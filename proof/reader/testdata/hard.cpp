// Text of our own in the shapes of C++ that are hard to parse without headers.
#include <ntddk.h>
namespace net {
template <typename T, unsigned N = 2> class Ring : public Base<T> {
public:
    explicit Ring(T *first) noexcept : first_(first), Base<T>{ N } { push(first); }
    ~Ring() { while (auto *p = pop()) delete p; }
    Ring(const Ring &) = delete;
    operator bool() const { return first_ != nullptr; }
    T &operator[](unsigned i) { return items_[i % N]; }
    template <class F> void each(F &&f) { for (auto &x : items_) f(x); }
private:
    T *pop() { return first_ ? take(first_) : nullptr; }
    T items_[N];
    T *first_ = nullptr;
};
}
using Socket = net::Ring<WSK_SOCKET *, 4>;
extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING) {
    auto guard = wil::scope_exit([&, n = 1]() mutable { Close(driver); ++n; });
    if (auto s = Open(driver); s) { s->Send<int>(3); return STATUS_SUCCESS; }
    Socket *q = new (NonPagedPool) Socket(static_cast<WSK_SOCKET **>(nullptr));
    if (q < driver->Next && a < b) return Fail(q, STATUS_NO_MEMORY);
    for (ULONG i = 0; i < 3 && !q->Full(); i++) { Locker lock(&q->Lock); q->Push(i << 2 >> 1); }
    try { guard.release(); Net::Throw<Error>("x" "y"); } catch (const Error &e) { return e.Status(); }
    return q ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
