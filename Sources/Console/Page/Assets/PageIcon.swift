/// One stream that divides into three.
enum PageIcon {
  static let text = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d4f73"/>\
    <path d="M4 16h8M12 16c6 0 6-8 16-8M12 16h16M12 16c6 0 6 8 16 8" fill="none" stroke="#fff" stroke-width="3" \
    stroke-linecap="round"/></svg>
    """
}
