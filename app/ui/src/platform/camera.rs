//! Makes a picture small: turned upright, at most so many pixels wide and so many bytes large, and written anew, so
//! that nothing of the file but the picture remains. The browser decodes and encodes beside the page, which goes on
//! living meanwhile.

use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, JsCast};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, Event, File, HtmlCanvasElement, HtmlInputElement, ImageBitmap,
};

use shared::limits::{PHOTO_BYTES_MAX, PHOTO_BYTES_TARGET, PHOTO_SIDE_MAX, THUMB_BYTES_MAX, THUMB_SIDE_MAX};

use super::window;

/// Qualities that are tried one after the other until a picture is small enough.
const QUALITIES: [f64; 4] = [0.8, 0.65, 0.5, 0.35];
/// Parts of the longest side that are tried when no quality is enough, in quarters.
const QUARTERS: [u32; 3] = [4, 3, 2];

/// A picture made small, and the same for lists.
pub struct Small {
    /// The picture.
    pub bytes: Vec<u8>,
    /// The small one; empty when it did not become small enough.
    pub thumb: Vec<u8>,
}

/// Why a file did not become a photo, as a code.
pub type Trouble = &'static str;

/// The files that a person took or chose, and the input ready to take the same again.
pub fn chosen(event: &Event) -> Vec<File> {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = input.files();
    let files = files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect());
    input.set_value("");
    files.unwrap_or_default()
}

/// Makes a file's picture small.
pub async fn shrink(file: &File) -> Result<Small, Trouble> {
    let picture = decode(file).await.map_err(|_| "photo.not_a_picture")?;
    let small = small(&picture).await;
    picture.close();
    small
}

async fn small(picture: &ImageBitmap) -> Result<Small, Trouble> {
    let mut bytes = Vec::new();
    for quarters in QUARTERS {
        let side = PHOTO_SIDE_MAX * quarters / 4;
        bytes = fitting(picture, side, PHOTO_BYTES_TARGET).await?;
        if bytes.len() <= PHOTO_BYTES_TARGET {
            break;
        }
    }
    if bytes.len() > PHOTO_BYTES_MAX {
        return Err("photo.too_large");
    }
    let mut thumb = fitting(picture, THUMB_SIDE_MAX, THUMB_BYTES_MAX).await?;
    if thumb.len() > THUMB_BYTES_MAX {
        thumb.clear();
    }
    Ok(Small { bytes, thumb })
}

/// Upright, as the camera was held.
async fn decode(file: &File) -> Result<ImageBitmap, JsValue> {
    let window = window::window().ok_or(JsValue::NULL)?;
    JsFuture::from(window.create_image_bitmap_with_blob(file)?).await?.dyn_into()
}

/// The picture with at most this longest side, at the first quality that is small enough, or else the last.
async fn fitting(picture: &ImageBitmap, side: u32, most: usize) -> Result<Vec<u8>, Trouble> {
    let broken = |_: JsValue| "photo.not_a_picture";
    let canvas = draw(picture, side).map_err(broken)?;
    let mut bytes = Vec::new();
    for quality in QUALITIES {
        bytes = encode(&canvas, quality).await.map_err(broken)?;
        if bytes.len() <= most {
            break;
        }
    }
    // Gives the memory back at once.
    canvas.set_width(0);
    Ok(bytes)
}

fn draw(picture: &ImageBitmap, side: u32) -> Result<HtmlCanvasElement, JsValue> {
    let (width, height) = scaled(picture.width(), picture.height(), side);
    let document = window::document().ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into())?;
    let (width, height) = (f64::from(width), f64::from(height));
    context.draw_image_with_image_bitmap_and_dw_and_dh(picture, 0.0, 0.0, width, height)?;
    Ok(canvas)
}

/// Width and height with at most this longest side; never made larger, never nothing.
fn scaled(width: u32, height: u32, side: u32) -> (u32, u32) {
    let longest = width.max(height).max(1);
    let scale = |length: u32| {
        let scaled = u64::from(length) * u64::from(side) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    if longest <= side { (width.max(1), height.max(1)) } else { (scale(width), scale(height)) }
}

/// WebP where the browser writes it, else JPEG.
async fn encode(canvas: &HtmlCanvasElement, quality: f64) -> Result<Vec<u8>, JsValue> {
    const WEBP: &str = "image/webp";
    let mut blob = written(canvas, WEBP, quality).await?;
    if blob.type_() != WEBP {
        blob = written(canvas, "image/jpeg", quality).await?;
    }
    let buffer = JsFuture::from(blob.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

async fn written(canvas: &HtmlCanvasElement, kind: &str, quality: f64) -> Result<Blob, JsValue> {
    let mut refused = Ok(());
    let promise = Promise::new(&mut |resolve, _| {
        let take = Closure::once_into_js(move |blob: JsValue| {
            // Resolving a promise does not fail.
            resolve.call1(&JsValue::UNDEFINED, &blob).ok();
        });
        let quality = JsValue::from_f64(quality);
        refused = canvas.to_blob_with_type_and_encoder_options(take.unchecked_ref(), kind, &quality);
    });
    refused?;
    JsFuture::from(promise).await?.dyn_into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_made_smaller_in_its_own_shape_and_never_larger() {
        assert_eq!(scaled(4_000, 3_000, 1_280), (1_280, 960));
        assert_eq!(scaled(3_000, 4_000, 1_280), (960, 1_280));
        assert_eq!(scaled(800, 600, 1_280), (800, 600));
        assert_eq!(scaled(100_000, 1, 1_280), (1_280, 1));
        assert_eq!(scaled(0, 0, 96), (1, 1));
    }
}
