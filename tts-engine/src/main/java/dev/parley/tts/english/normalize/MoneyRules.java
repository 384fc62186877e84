package dev.parley.tts.english.normalize;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Amounts of money, with the sign before or behind.
final class MoneyRules {
  private static final String CODE =
      "USD|EUR|GBP|JPY|CHF|CAD|AUD|INR|CNY|BRL|MXN|SEK|NOK|DKK|PLN|NZD|SGD|HKD|KRW|TRY|ZAR|BTC";
  private static final String SIGN =
      "(?:US|CA?|AU?|NZ|HK|R|S|MX)?\\$|[£€¥₹₩₽₺₪฿₿₱₦₴₫]|(?:" + CODE + "|Rs\\.?)(?=\\s?\\d)";
  private static final String SIGN_BEHIND = "[$£€¥₹₩₽₿₱]|(?:" + CODE + "|kr|zł)(?![\\p{L}\\d])";
  private static final String SCALE =
      "(?:[ -]?(hundred|thousand|million|billion|trillion|[kKMBT]\\b|(?:bn|mn|tn|m|b)\\b))";
  private static final String RANGE = "(?:\\s?[-–—]\\s?)";

  private static final Map<String, Currency> CURRENCIES =
      Map.ofEntries(
          Map.entry("$", new Currency("dollar", "dollars", "cent", "cents")),
          Map.entry("USD", new Currency("U.S dollar", "U.S dollars", "cent", "cents")),
          Map.entry("US$", new Currency("U.S dollar", "U.S dollars", "cent", "cents")),
          Map.entry("C$", new Currency("Canadian dollar", "Canadian dollars", "cent", "cents")),
          Map.entry("CA$", new Currency("Canadian dollar", "Canadian dollars", "cent", "cents")),
          Map.entry("CAD", new Currency("Canadian dollar", "Canadian dollars", "cent", "cents")),
          Map.entry("A$", new Currency("Australian dollar", "Australian dollars", "cent", "cents")),
          Map.entry(
              "AU$", new Currency("Australian dollar", "Australian dollars", "cent", "cents")),
          Map.entry(
              "AUD", new Currency("Australian dollar", "Australian dollars", "cent", "cents")),
          Map.entry(
              "NZ$", new Currency("New Zealand dollar", "New Zealand dollars", "cent", "cents")),
          Map.entry("HK$", new Currency("Hong Kong dollar", "Hong Kong dollars", "cent", "cents")),
          Map.entry("£", new Currency("pound", "pounds", "penny", "pence")),
          Map.entry("GBP", new Currency("pound", "pounds", "penny", "pence")),
          Map.entry("€", new Currency("euro", "euros", "cent", "cents")),
          Map.entry("EUR", new Currency("euro", "euros", "cent", "cents")),
          Map.entry("¥", new Currency("yen", "yen", "sen", "sen")),
          Map.entry("JPY", new Currency("yen", "yen", "sen", "sen")),
          Map.entry("CNY", new Currency("yuan", "yuan", "fen", "fen")),
          Map.entry("CHF", new Currency("Swiss franc", "Swiss francs", "centime", "centimes")),
          Map.entry("₹", new Currency("rupee", "rupees", "paisa", "paise")),
          Map.entry("INR", new Currency("rupee", "rupees", "paisa", "paise")),
          Map.entry("Rs", new Currency("rupee", "rupees", "paisa", "paise")),
          Map.entry("₩", new Currency("won", "won", "jeon", "jeon")),
          Map.entry("₽", new Currency("ruble", "rubles", "kopek", "kopeks")),
          Map.entry("₺", new Currency("lira", "lira", "kurus", "kurus")),
          Map.entry("₪", new Currency("shekel", "shekels", "agora", "agorot")),
          Map.entry("₿", new Currency("bitcoin", "bitcoins", "cent", "cents")),
          Map.entry("BTC", new Currency("bitcoin", "bitcoins", "cent", "cents")),
          Map.entry("₱", new Currency("peso", "pesos", "centavo", "centavos")),
          Map.entry("₦", new Currency("naira", "naira", "kobo", "kobo")),
          Map.entry("₴", new Currency("hryvnia", "hryvnias", "kopiyka", "kopiykas")),
          Map.entry("₫", new Currency("dong", "dong", "hao", "hao")),
          Map.entry("R$", new Currency("real", "reais", "centavo", "centavos")),
          Map.entry("BRL", new Currency("real", "reais", "centavo", "centavos")),
          Map.entry("S$", new Currency("Singapore dollar", "Singapore dollars", "cent", "cents")),
          Map.entry("SGD", new Currency("Singapore dollar", "Singapore dollars", "cent", "cents")),
          Map.entry("HKD", new Currency("Hong Kong dollar", "Hong Kong dollars", "cent", "cents")),
          Map.entry(
              "NZD", new Currency("New Zealand dollar", "New Zealand dollars", "cent", "cents")),
          Map.entry("MX$", new Currency("Mexican peso", "Mexican pesos", "centavo", "centavos")),
          Map.entry("MXN", new Currency("Mexican peso", "Mexican pesos", "centavo", "centavos")),
          Map.entry("kr", new Currency("krone", "kroner", "øre", "øre")),
          Map.entry("NOK", new Currency("Norwegian krone", "Norwegian kroner", "øre", "øre")),
          Map.entry("DKK", new Currency("Danish krone", "Danish kroner", "øre", "øre")),
          Map.entry("SEK", new Currency("Swedish krona", "Swedish kronor", "öre", "öre")),
          Map.entry("zł", new Currency("zloty", "zlotys", "grosz", "groszy")),
          Map.entry("PLN", new Currency("zloty", "zlotys", "grosz", "groszy")),
          Map.entry("KRW", new Currency("won", "won", "jeon", "jeon")),
          Map.entry("TRY", new Currency("lira", "lira", "kurus", "kurus")),
          Map.entry("ZAR", new Currency("rand", "rand", "cent", "cents")),
          Map.entry("฿", new Currency("baht", "baht", "satang", "satang")));

  private final NumberWords words;

  private record Currency(String one, String many, String part, String parts) {
    Currency singular() {
      return new Currency(one, one, part, parts);
    }
  }

  MoneyRules(NumberWords words) {
    this.words = words;
  }

  List<Rule> rules() {
    return List.of(
        Rule.of("(?<=[$£€])\\.(?=\\d\\d(?!\\d))", match -> match.exactly(0, "0.")),
        Rule.of(
            "(?<![\\p{L}\\d.,])(€\\s?\\d{1,3}|\\d{1,3}(?=,\\d{2}\\s?€)),(\\d{2})(?![\\d,])",
            match -> {
              match.keep(1);
              match.exactly(0, ".");
              match.keep(2);
            }),
        Rule.of(
            "(?<![\\p{L}\\d])([-+])?("
                + SIGN
                + ")\\s?(-)?("
                + Rule.NUMBER
                + ")"
                + SCALE
                + "?"
                + "(?:"
                + RANGE
                + "(?:"
                + SIGN
                + ")?("
                + Rule.NUMBER
                + ")"
                + SCALE
                + "?(?![\\d-]))?"
                + "(?:\\s?/\\s?(?=[a-z]))?",
            match -> {
              String per = match.group(0).endsWith("/") ? " per " : "";
              String sign = sign(match.group(1) + match.group(3));
              Currency currency = currency(match.group(2));
              if (match.has(6)) {
                match.say(sign + range(match, currency) + per);
              } else {
                Currency said = describes(match) ? currency.singular() : currency;
                match.say(sign + amount(match.group(4), match.group(5), said) + per);
              }
            }),
        Rule.of(
            Rule.NUMBER_START
                + "("
                + Rule.NUMBER
                + ")"
                + SCALE
                + "?\\s?("
                + SIGN_BEHIND
                + ")(?!\\d)(\\s?/\\s?(?=[a-z]))?",
            match ->
                match.say(
                    amount(match.group(1), match.group(2), currency(match.group(3)))
                        + (match.has(4) ? " per " : ""))),
        Rule.of(
            Rule.NUMBER_START + "(" + Rule.NUMBER + ")\\s?¢",
            match ->
                match.say(
                    words.number(match.group(1))
                        + (NumberWords.isOne(match.group(1)) ? " cent" : " cents"))),
        Rule.of(
            Rule.NUMBER_START + "(\\d{1,2})p\\b(?=[\\s.,;:!?)]|$)",
            match ->
                match.say(
                    words.number(match.group(1)) + (match.number(1) == 1 ? " penny" : " pence"))));
  }

  private String range(Match match, Currency currency) {
    String least = match.group(4);
    String scale = match.group(5);
    boolean parts = scale.isEmpty() && least.matches(".*\\.\\d\\d");
    String from =
        parts
            ? amount(least, "", currency)
            : words.number(least) + (scale.isEmpty() ? "" : " " + scale(scale));
    return from + " to " + amount(match.group(6), match.group(7), currency);
  }

  /// "a $5 bill", "the $20 note": the amount describes what follows and so stays singular.
  private static boolean describes(Match match) {
    String next = match.following(24);
    return next.matches(
            " (?:bill|note|coin|tip|fee|fine|gift|discount|budget|deal|loan|deposit|ticket)s?\\b.*")
        || Rule.describes(match);
  }

  private String amount(String number, String scale, Currency currency) {
    if (!scale.isEmpty()) {
      return words.number(number) + " " + scale(scale) + " " + currency.many();
    }
    int dot = number.indexOf('.');
    String whole = dot < 0 ? number : number.substring(0, dot);
    String fraction = dot < 0 ? "" : number.substring(dot + 1);
    if (fraction.length() == 1 || fraction.length() > 2) {
      return words.number(number) + " " + currency.many();
    }
    int parts = fraction.isEmpty() ? 0 : Integer.parseInt(fraction);
    String wholeWords =
        words.cardinal(whole.replace(",", ""))
            + " "
            + (NumberWords.isOne(whole) ? currency.one() : currency.many());
    if (parts == 0) {
      return wholeWords;
    }
    String partWords =
        words.cardinal(parts) + " " + (parts == 1 ? currency.part() : currency.parts());
    return whole.chars().allMatch(c -> c == '0') ? partWords : wholeWords + " and " + partWords;
  }

  private static Currency currency(String sign) {
    Currency currency = CURRENCIES.get(sign.replace(".", ""));
    return currency == null ? new Currency("dollar", "dollars", "cent", "cents") : currency;
  }

  private static String sign(String written) {
    return switch (written) {
      case "" -> "";
      case "+" -> "plus ";
      default -> "minus ";
    };
  }

  private static String scale(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "k" -> "thousand";
      case "m", "mn" -> "million";
      case "b", "bn" -> "billion";
      case "t", "tn" -> "trillion";
      default -> written;
    };
  }
}
