"""Emoji codes: `:smile:`; the usual English names and a few in Spanish and Portuguese."""

from typing import Final

EMOJI: Final[dict[str, str]] = {
    "+1": "👍", "-1": "👎", "thumbsup": "👍", "thumbsdown": "👎", "clap": "👏", "aplausos": "👏", "palmas": "👏",
    "smile": "😄", "sonrisa": "😄", "sorriso": "😄", "grinning": "😀", "laughing": "😆", "joy": "😂", "wink": "😉",
    "blush": "😊", "thinking": "🤔", "confused": "😕", "cry": "😢", "sob": "😭", "heart": "❤️", "corazon": "❤️",
    "coracao": "❤️", "star": "⭐", "estrella": "⭐", "estrela": "⭐", "tada": "🎉", "fiesta": "🎉", "festa": "🎉",
    "rocket": "🚀", "fire": "🔥", "eyes": "👀", "ojos": "👀", "olhos": "👀", "wave": "👋", "hola": "👋", "ola": "👋",
    "pray": "🙏", "gracias": "🙏", "obrigado": "🙏", "obrigada": "🙏", "muscle": "💪", "raised_hands": "🙌",
    "handshake": "🤝", "ok_hand": "👌", "point_up": "☝️", "point_right": "👉", "point_left": "👈", "point_down": "👇",
    "white_check_mark": "✅", "check": "✅", "x": "❌", "warning": "⚠️", "atencion": "⚠️", "atencao": "⚠️",
    "question": "❓", "exclamation": "❗", "bulb": "💡", "idea": "💡", "memo": "📝", "pencil": "✏️", "book": "📖",
    "books": "📚", "bar_chart": "📊", "grafico": "📊", "chart": "📈", "calendar": "📅", "clock": "🕐", "hourglass": "⏳",
    "email": "📧", "phone": "☎️", "computer": "💻", "link": "🔗", "lock": "🔒", "key": "🔑", "mag": "🔍", "bell": "🔔",
    "pushpin": "📌", "paperclip": "📎", "file_folder": "📁", "city": "🏙️", "ciudad": "🏙️", "cidade": "🏙️",
    "house": "🏠", "bus": "🚌", "bike": "🚲", "tree": "🌳", "arbol": "🌳", "arvore": "🌳", "sun": "☀️", "rain": "🌧️",
    "recycle": "♻️", "trophy": "🏆", "medal": "🏅", "world": "🌎", "mundo": "🌎", "100": "💯", "zap": "⚡", "coffee": "☕",
}
