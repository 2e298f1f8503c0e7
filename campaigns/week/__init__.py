"""Week entry (nhập theo tuần) and the printable logbook: one declaration of columns for grid, paste and paper."""
