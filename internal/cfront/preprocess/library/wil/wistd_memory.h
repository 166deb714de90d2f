// What wskvet reads for <wil/wistd_memory.h> where that is not there.
#pragma once
namespace wistd {
template <typename T> struct default_delete { void operator()(T *p) const { delete p; } };
template <typename T, typename D = default_delete<T>> class unique_ptr {
public:
	unique_ptr() noexcept : value_(nullptr) {}
	explicit unique_ptr(T *value) noexcept : value_(value) {}
	unique_ptr(unique_ptr &&other) noexcept : value_(other.release()) {}
	unique_ptr(const unique_ptr &) = delete;
	unique_ptr &operator=(unique_ptr &&other) noexcept { reset(other.release()); return *this; }
	~unique_ptr() { reset(); }
	T *get() const noexcept { return value_; }
	T *operator->() const noexcept { return value_; }
	T &operator*() const noexcept { return *value_; }
	explicit operator bool() const noexcept { return value_ != nullptr; }
	T *release() noexcept { T *value = value_; value_ = nullptr; return value; }
	void reset(T *value = nullptr) noexcept { T *old = value_; value_ = value; if (old != nullptr) D()(old); }
private:
	T *value_;
};
}
