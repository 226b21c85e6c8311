//! A link as a picture that telephones read.

use qrcode::{Color, EcLevel, QrCode};

/// The dark squares of a QR code, as a path on a field of `size` by `size` with a quiet border of four.
pub struct Picture {
    /// The side of the field.
    pub size: usize,
    /// The path.
    pub path: String,
}

/// The picture of an address; nothing when it is too long for one.
#[must_use]
pub fn picture(address: &str) -> Option<Picture> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let (width, colours) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (row, squares) in colours.chunks(width).enumerate() {
        let mut column = 0;
        // Squares that touch are one stroke, so that no hair lines show between them.
        while column < width {
            let run = squares[column..].iter().take_while(|colour| **colour == Color::Dark).count();
            if 0 < run {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", column + 4, row + 4));
            }
            column += run.max(1);
        }
    }
    Some(Picture { size: width + 8, path })
}

#[cfg(test)]
mod tests {
    use super::picture;

    #[test]
    fn the_picture_has_a_quiet_border_and_the_three_corners() {
        let picture = picture("https://survey.example.org/s/abcdefghijklmnopqrstuvwx").expect("short enough");
        // The upper left finder pattern begins with seven dark squares after a border of four.
        assert!(picture.path.starts_with("M4 4h7v1h-7z"), "{}", &picture.path[..40]);
        assert!(picture.path.contains(&format!("M{} 4h7v1h-7z", picture.size - 4 - 7)));
    }
}
