// What wskvet reads for <wil/resource.h> where the Windows Implementation Library is not
// there: the owners of resources that drivers use, by their documented behaviour.
#pragma once
#include <wil/wistd_memory.h>
namespace wil {

template <typename F, F Close> struct function_deleter {
	template <typename T> void operator()(T *p) const { Close(p); }
};

template <typename T, typename F, F Close, typename Access = int> class unique_any {
public:
	unique_any() noexcept : value_() {}
	explicit unique_any(T value) noexcept : value_(value) {}
	unique_any(unique_any &&other) noexcept : value_(other.release()) {}
	unique_any(const unique_any &) = delete;
	unique_any &operator=(unique_any &&other) noexcept { reset(other.release()); return *this; }
	unique_any &operator=(nullptr_t) noexcept { reset(); return *this; }
	~unique_any() { reset(); }
	T get() const noexcept { return value_; }
	bool is_valid() const noexcept { return value_ != T(); }
	explicit operator bool() const noexcept { return value_ != T(); }
	T release() noexcept { T value = value_; value_ = T(); return value; }
	void reset() noexcept { if (value_ != T()) Close(value_); value_ = T(); }
	void reset(T value) noexcept { if (value_ != T()) Close(value_); value_ = value; }
	void reset(nullptr_t) noexcept { reset(); }
	void swap(unique_any &other) noexcept { T value = value_; value_ = other.value_; other.value_ = value; }
	T *addressof() noexcept { return &value_; }
	T *put() noexcept { reset(); return &value_; }
	T *operator&() noexcept { return put(); }
private:
	T value_;
};

template <typename T, typename F, F Close> class unique_struct : public T {
public:
	unique_struct() noexcept { RtlZeroMemory(static_cast<T *>(this), sizeof(T)); }
	explicit unique_struct(const T &other) noexcept : T(other) {}
	unique_struct(const unique_struct &) = delete;
	~unique_struct() { Close(this); }
	void reset() noexcept { Close(this); RtlZeroMemory(static_cast<T *>(this), sizeof(T)); }
	T *addressof() noexcept { return this; }
	T *reset_and_addressof() noexcept { reset(); return this; }
	T *operator&() noexcept { reset(); return this; }
};

template <typename F, F Call> class unique_call {
public:
	unique_call() noexcept : armed_(true) {}
	unique_call(unique_call &&other) noexcept : armed_(other.armed_) { other.armed_ = false; }
	unique_call(const unique_call &) = delete;
	~unique_call() { reset(); }
	void reset() noexcept { if (armed_) { armed_ = false; Call(); } }
	void activate() noexcept { armed_ = true; }
	void release() noexcept { armed_ = false; }
private:
	bool armed_;
};

template <typename T> class unique_wdf_any {
public:
	unique_wdf_any() noexcept : value_(nullptr) {}
	explicit unique_wdf_any(T value) noexcept : value_(value) {}
	unique_wdf_any(unique_wdf_any &&other) noexcept : value_(other.release()) {}
	unique_wdf_any(const unique_wdf_any &) = delete;
	unique_wdf_any &operator=(unique_wdf_any &&other) noexcept { reset(other.release()); return *this; }
	~unique_wdf_any() { reset(); }
	T get() const noexcept { return value_; }
	explicit operator bool() const noexcept { return value_ != nullptr; }
	T release() noexcept { T value = value_; value_ = nullptr; return value; }
	void reset(T value = nullptr) noexcept { if (value_ != nullptr) WdfObjectDelete(value_); value_ = value; }
	T *addressof() noexcept { return &value_; }
	T *put() noexcept { reset(); return &value_; }
	T *operator&() noexcept { return put(); }
private:
	T value_;
};

}
#define unique_wdf_object unique_wdf_any<WDFOBJECT>
#define unique_wdf_timer unique_wdf_any<WDFTIMER>
#define unique_wdf_work_item unique_wdf_any<WDFWORKITEM>
#define unique_wdf_dpc unique_wdf_any<WDFDPC>
#define unique_wdf_memory unique_wdf_any<WDFMEMORY>
#define unique_wdf_queue unique_wdf_any<WDFQUEUE>
#define unique_kernel_handle unique_any<HANDLE, decltype(&ZwClose), ZwClose>
