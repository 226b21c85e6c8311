# survey: apa yang bisa keliru dalam berkas instrumen, dan dalam sel yang seharusnya berisi jawaban.
# $line dan $place menunjukkan tempatnya dalam berkas instrumen; $row dan $item dalam berkas survei.

survey-answer-out-of-scale = Baris { $row }: butir `{ $item }` berisi jawaban { $value }, padahal skala instrumen ini { $min } sampai { $max }. Perbaiki berkas, atau sebutkan di bawah [missing] atau [not_applicable] dalam berkas pemetaan.
survey-answer-not-whole = Baris { $row }: butir `{ $item }` berisi jawaban { $value }, padahal jawaban harus bilangan bulat. Perbaiki berkas, atau jangan sertakan kolom ini bila isinya rata-rata.
survey-answer-not-a-number = Baris { $row }: butir `{ $item }` berisi jawaban “{ $value }”, yang bukan angka dan bukan pula label skala. Perbaiki berkas, atau sebutkan di bawah [missing] atau [not_applicable] dalam berkas pemetaan.
survey-answer-label-of-another = Baris { $row }: butir `{ $item }` berisi jawaban “{ $value }”, padahal menurut instrumen label ini milik { $labelled }. Periksa ujung skala mana yang tinggi dalam berkas ini, lalu kodekan ulang atau perbaiki label instrumen.

survey-syntax = Baris { $line }: ini bukan TOML yang sah ({ $message }). Periksa apakah ada tanda kutip, kurung, atau sama dengan yang kurang di sini atau tepat di atasnya.
survey-empty = Berkas ini kosong. Tulislah rancangan pertama dengan rater instrument new ID, lalu lengkapi.
survey-format-absent = Baris { $line }: berkas ini tidak menyatakan diri sebagai instrumen. Tulis format = "rater.instrument/1" pada baris pertama.
survey-format-wrong = Baris { $line }: format tertulis “{ $found }”, padahal program ini membaca “rater.instrument/1”. Perbaiki baris itu, atau gunakan program yang menulis berkas ini.
survey-key-missing = Baris { $line }, { $place }: `{ $key }` diperlukan di sini tetapi tidak ada. Tambahkan.
survey-key-unknown = Baris { $line }, { $place }: `{ $key }` tidak bermakna di sini. Hapus, atau gunakan salah satu dari: { $known }.
survey-key-unknown-hint = Baris { $line }, { $place }: `{ $key }` tidak bermakna di sini. Apakah maksud Anda `{ $hint }`?
survey-wrong-type = Baris { $line }, { $place }: yang diharapkan adalah { $expected ->
        [text] teks dalam tanda kutip
        [whole] bilangan bulat
        [truth] true atau false, tanpa tanda kutip
        [list] daftar
        [table] tabel berisi kunci-kunci lain
       *[words] teks dalam tanda kutip, atau satu teks untuk setiap bahasa
    }, tetapi isinya lain. Ubahlah.
survey-word-unknown = Baris { $line }, { $place }: “{ $found }” tidak dikenal di sini. Gunakan salah satu dari: { $known }.
survey-word-unknown-hint = Baris { $line }, { $place }: “{ $found }” tidak dikenal di sini. Apakah maksud Anda “{ $hint }”?
survey-text-empty = Baris { $line }, { $place }: teksnya kosong. Isilah, atau hapus baris itu.
survey-control-character = Baris { $line }: sebuah teks atau nama memuat karakter yang tidak terlihat, misalnya \u0000. Hapuslah.
survey-id-bad = Baris { $line }, { $place }: id “{ $id }” memuat tanda yang tidak boleh dipakai. Gunakan hanya huruf a sampai z, angka, tanda hubung, garis bawah, dan titik.
survey-id-twice = Baris { $line }, { $place }: id “{ $id }” sudah dipakai sebelumnya. Beri masing-masing id sendiri.
survey-column-twice = Baris { $line }, { $place }: kolom “{ $column }” sudah dipakai oleh { $other }. Satu kolom memuat satu hal; perbaiki salah satunya.
survey-pattern-without-id = Baris { $line }, { $place }: pola “{ $pattern }” akan memberi kolom yang sama kepada semua butir. Tulis {"{"}id{"}"} di tempat id butir, misalnya "E{"{"}id{"}"}".
survey-dimension-unknown = Baris { $line }, { $place }: tidak ada dimensi “{ $dimension }”. Nyatakan dimensi itu, atau gunakan salah satu dari: { $known }.
survey-dimension-unknown-hint = Baris { $line }, { $place }: tidak ada dimensi “{ $dimension }”. Apakah maksud Anda “{ $hint }”?
survey-dimension-without-items = Baris { $line }, { $place }: tidak ada butir pada dimensi “{ $dimension }”. Beri paling sedikit satu butir, atau hapus dimensi itu.
survey-dimension-too-long = Baris { $line }, { $place }: dimensi “{ $dimension }” berisi { $items } butir, padahal skor hanya eksak sampai { $most } butir. Bagilah dimensi itu menjadi beberapa.
survey-scale-reversed = Baris { $line }, { $place }: jawaban terendah { $min } dan tertinggi { $max }, padahal min harus lebih kecil daripada max. Jika jawaban rendah yang berarti baik, biarkan min di bawah max dan tandai butirnya sebagai reversed.
survey-scale-too-wide = Baris { $line }, { $place }: skala berjalan dari { $min } sampai { $max }, padahal jawaban hanya boleh 0 sampai 100. Kodekan ulang jawaban ke skala yang lebih pendek.
survey-label-outside-scale = Baris { $line }, { $place }: ada label untuk { $value }, padahal skalanya { $min } sampai { $max }. Perbaiki angka itu atau skalanya.
survey-label-twice = Baris { $line }, { $place }: “{ $label }” menjadi label untuk { $first } dan { $second }. Label harus membedakan jawaban; ubah salah satunya.
survey-code-inside-scale = Baris { $line }, { $place }: kode { $code } juga merupakan jawaban pada skala { $min } sampai { $max }. Hapus kode itu, atau perbaiki skalanya.
survey-code-twice = Baris { $line }, { $place }: kode { $code } dinyatakan sebagai jawaban kosong sekaligus tidak berlaku. Simpan di satu daftar saja.
survey-language-missing = Baris { $line }, { $place }: teksnya belum ada dalam bahasa: { $languages }. Tambahkan, atau keluarkan bahasa itu dari `languages` di bagian atas.
survey-language-undeclared = Baris { $line }, { $place }: bahasa “{ $language }” tidak termasuk yang dinyatakan ({ $known }). Tambahkan ke `languages` di bagian atas, atau perbaiki.
survey-nothing-in = Baris { $line }: instrumen tidak memiliki `{ $list }`. Tambahkan paling sedikit satu.
survey-battery-twice = Baris { $line }, { $place }: rangkaian pertanyaan “{ $battery }” sudah dinyatakan sebelumnya. Simpan salah satu saja.
survey-perception-absent = Baris { $line }, { $place }: tidak ada rangkaian yang menanyakan persepsi, dan tanpanya tidak ada yang dapat diukur. Tambahkan rangkaian dengan kind "perception".
survey-expectation-absent = Baris { $line }, { $place }: harapan ditanyakan, tetapi instrumen tidak menjelaskan maknanya. Tambahkan expectation = "ideal", "should", "predicted", "importance", atau "manager" di bagian atas.
survey-expectation-without-battery = Baris { $line }, { $place }: instrumen menjelaskan makna harapan, tetapi tidak memiliki rangkaian dengan kind "expectation". Tambahkan rangkaian itu, atau hapus baris ini.
survey-wording-absent = Baris { $line }, { $place }: butir ini tidak memiliki kalimat untuk rangkaian “{ $battery }”. Tambahkan dengan nama itu, atau tulis `text` untuk semua rangkaian.
survey-battery-not-asked = Baris { $line }, { $place }: butir ini memiliki kalimat atau kolom untuk “{ $battery }”, tetapi rangkaian itu tidak ada. Nyatakan rangkaiannya, atau hapus.
survey-same-words = Baris { $line }, { $place }: harapan dan persepsi ditanyakan dengan kalimat yang sama (bahasa { $language }), sehingga orang tidak dapat membedakannya. Ubah salah satu kalimatnya.
survey-words-twice = Baris { $line }, { $place }: kalimatnya sama dengan { $other } (bahasa { $language }). Dua butir harus menanyakan dua hal; ubah salah satunya.
survey-points-incomplete = Baris { $line }, { $place }: poin kepentingan belum ada untuk: { $dimensions }. Beri poin kepada semua dimensi, atau tidak sama sekali.
survey-points-twice = Baris { $line }, { $place }: dimensi “{ $dimension }” sudah memiliki poin kepentingan. Simpan satu kolom saja.
