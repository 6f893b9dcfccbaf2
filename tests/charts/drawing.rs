//! What a drawn SVG holds, read back by an XML reader and by resvg.

use std::sync::Arc;

use counteroffer::output::chart::Area;
use resvg::usvg::{self, Node, roxmltree};

/// plotters draws in tenths of a pixel.
const FINE: f64 = 10.0;

/// A disc.
pub struct Dot {
    pub x: f64,
    pub colour: String,
}

fn read<T>(svg: &str, of: impl Fn(roxmltree::Node<'_, '_>) -> Option<T>) -> Vec<T> {
    let document = roxmltree::Document::parse(svg).unwrap();
    document.descendants().filter_map(of).collect()
}

fn number(node: roxmltree::Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap().parse::<f64>().unwrap() / FINE
}

/// Every disc that is not of the setup.
pub fn dots(svg: &str) -> Vec<Dot> {
    read(svg, |node| {
        let colour = node.attribute("fill")?.to_owned();
        (node.has_tag_name("circle") || node.tag_name().name() == "circle")
            .then(|| Dot { x: number(node, "cx"), colour })
            .filter(|dot| dot.colour != "#FFFFFF")
    })
}

/// Every stretch of a line with its ends and its colour, the data left out.
pub fn lines(svg: &str) -> Vec<[(f64, f64); 2]> {
    const DATA: &str = "22";
    let points = read(svg, |node| {
        let line = node.tag_name().name() == "polyline" && node.attribute("stroke-width") != Some(DATA);
        let points = node.attribute("points").filter(|_| line)?.split_whitespace();
        let point = |text: &str| {
            let (x, y) = text.split_once(',').unwrap();
            (x.parse::<f64>().unwrap() / FINE, y.parse::<f64>().unwrap() / FINE)
        };
        Some(points.map(point).collect::<Vec<_>>())
    });
    points.iter().flat_map(|line| line.windows(2).map(|pair| [pair[0], pair[1]])).collect()
}

/// Heights of the rectangles of a colour.
pub fn box_heights(svg: &str, colour: &str) -> Vec<f64> {
    read(svg, |node| {
        let fits = node.tag_name().name() == "rect" && node.attribute("fill") == Some(colour);
        fits.then(|| number(node, "height"))
    })
}

/// Every colour in use, with the property it is used for.
pub fn colours(svg: &str) -> Vec<(&'static str, String)> {
    let of = |property: &'static str| {
        read(svg, move |node| Some((property, node.attribute(property).filter(|c| *c != "none")?.to_owned())))
    };
    [of("fill"), of("stroke")].concat()
}

/// Nothing but shapes and words, and nothing on them that acts.
pub fn assert_harmless(svg: &str, what: &str) {
    const ELEMENTS: [&str; 9] =
        ["svg", "title", "desc", "rect", "line", "polyline", "polygon", "circle", "text"];
    let document = roxmltree::Document::parse(svg).unwrap();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(ELEMENTS.contains(&node.tag_name().name()), "{what}: <{}>", node.tag_name().name());
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(!name.starts_with("on") && name != "href" && name != "style", "{what}: {name}");
        }
    }
}

/// Every text with the box around its letters as drawn, in pixels.
pub fn letters(svg: &str) -> Vec<(String, Area)> {
    let mut fonts = usvg::fontdb::Database::new();
    for data in [notosans::REGULAR_TTF, notosans::BOLD_TTF] {
        fonts.load_font_data(data.to_vec());
    }
    let options = usvg::Options { fontdb: Arc::new(fonts), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).unwrap();
    let mut found = Vec::new();
    collect(tree.root(), &mut found);
    found
}

fn collect(group: &usvg::Group, found: &mut Vec<(String, Area)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, found),
            Node::Text(text) => {
                let area = text.flattened().abs_bounding_box();
                let written = text.chunks().iter().map(|chunk| chunk.text()).collect();
                let area = Area {
                    left: f64::from(area.left()),
                    top: f64::from(area.top()),
                    right: f64::from(area.right()),
                    bottom: f64::from(area.bottom()),
                };
                found.push((written, area));
            }
            _ => {}
        }
    }
}
